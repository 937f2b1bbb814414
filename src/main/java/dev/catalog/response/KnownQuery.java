package dev.catalog.response;

import java.util.Set;

/**
 * A query of a document, whatever the values of its variables, and whether its answers are worth a place in Redis: to look for one
 * there takes as long as to read one entry there, and many are made of what this node holds.
 */
final class KnownQuery {

    /** An answer of as many bytes takes longer to make of entries at hand than to fetch. */
    private static final int LARGE = 16 * 1024;

    private final Set<String> variables;
    private volatile boolean shared = true;

    /** @param variables the names of its variables */
    KnownQuery(Set<String> variables) {
        this.variables = variables;
    }

    Set<String> variables() {
        return variables;
    }

    /** Whether its answers are shared with other nodes, as far as the last one tells that was made. */
    boolean isShared() {
        return shared;
    }

    /**
     * An answer was made.
     *
     * @param readsElsewhere how many reads of entries had to leave this node's memory for it
     * @param bytes how long it is
     * @return whether it is to be shared
     */
    boolean made(int readsElsewhere, int bytes) {
        boolean worthIt = readsElsewhere > 1 || bytes >= LARGE;
        shared = worthIt;
        return worthIt;
    }
}
