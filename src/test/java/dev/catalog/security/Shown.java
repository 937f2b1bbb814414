package dev.catalog.security;

import java.util.Set;

/**
 * What an operation shows to whom.
 *
 * @param scopes who may see it: those who have all of these
 * @param refused whether all others get an error; else they see less
 * @param text what answers hold for those who may see it, and for no others
 */
record Shown(String document, Set<String> scopes, boolean refused, String text) {

    /** Everybody sees this. */
    static Shown toAll(String document, String text) {
        return new Shown(document, Set.of(), false, text);
    }

    /** An operation that fails, in whole or in part, for who lacks a scope. */
    static Shown demanding(String scope, String document, String text) {
        return new Shown(document, Set.of(scope), true, text);
    }

    /** An operation that leaves out what takes the scope for who lacks it. */
    static Shown following(String scope, String document, String text) {
        return new Shown(document, Set.of(scope), false, text);
    }

    Shown and(String scope) {
        return new Shown(document, Set.of(scopes.iterator().next(), scope), refused, text);
    }

    boolean isFor(Caller caller) {
        return caller.scopes().containsAll(scopes);
    }

    boolean isMutation() {
        return document.startsWith("mutation");
    }

    @Override
    public String toString() {
        return document;
    }
}
