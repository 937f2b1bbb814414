package dev.catalog.response;

import dev.catalog.cache.HeapSize;
import dev.catalog.graphql.DocumentUse;

/** What the bytes of a request that was seen before ask for, and how its document came with it. */
record KnownRequest(Digest operation, DocumentUse document) {

    /** What one takes of the heap, in bytes, without the operation's digest, under which the answer is kept. */
    static final int SIZE = HeapSize.object(2 * HeapSize.REFERENCE);
}
