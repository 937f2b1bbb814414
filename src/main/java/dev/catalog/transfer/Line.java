package dev.catalog.transfer;

/** A line of a catalog file, and where it stands. Numbers start at 1. */
record Line(String file, int number, String text) {

    ImportException fault(String reason) {
        return new ImportException("%s:%d: %s".formatted(file, number, reason));
    }

    ImportException fault(String field, String reason) {
        return fault(field + ": " + reason);
    }
}
