package dev.catalog.product;

import java.util.List;

/**
 * What one operation shows: the scalar values of its data in document order, null ones as {@code null}.
 *
 * @param toAll to every caller, but for those who may read everything
 * @param toReaders to those who may read everything
 * @param demandsScope whether all others get an error beside it
 */
record Visibility(String document, List<String> toAll, List<String> toReaders, boolean demandsScope) {

    /** An operation that shows these values to everybody. */
    static Visibility shows(String document, String... values) {
        return new Visibility(document, List.of(values), List.of(values), false);
    }

    /** An operation whose one root field fails for all but those who may read everything. */
    static Visibility demandsScope(String document) {
        return new Visibility(document, List.of("null"), List.of(), true);
    }

    Visibility toReaders(String... values) {
        return new Visibility(document, toAll, List.of(values), demandsScope);
    }

    @Override
    public String toString() {
        return document;
    }
}
