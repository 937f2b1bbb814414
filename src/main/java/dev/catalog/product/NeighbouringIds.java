package dev.catalog.product;

import java.util.HashSet;
import java.util.Set;

/** Ids of products that stand beside others: rows that came after each other stand on the same pages of a table and of its index. */
final class NeighbouringIds {

    /** Beside one id; to read as many rows more takes about as long as to ask for one. */
    private static final int OF_ONE = 64;

    /** Beside all ids together. */
    private static final int MOST = 256;

    private NeighbouringIds() {}

    /** The ids of the blocks in which the given ones stand, theirs among them; smaller blocks of more ids, none of very many. */
    static Set<Long> of(Set<Long> ids) {
        long size = Math.min(OF_ONE, Long.highestOneBit(MOST / Math.max(1, ids.size())));
        if (size < 2) {
            return Set.of();
        }
        Set<Long> beside = new HashSet<>();
        for (long id : ids) {
            long first = id - Math.floorMod(id, size);
            for (long other = first; other < first + size; other++) {
                beside.add(other);
            }
        }
        return beside;
    }
}
