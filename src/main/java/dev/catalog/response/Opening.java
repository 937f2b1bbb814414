package dev.catalog.response;

import dev.catalog.cache.HeapSize;

/**
 * The beginning of a compressed stream that some bytes open, compressed once, and which any few bytes may end. So one stream
 * holds what is ready and what is written each time.
 */
sealed interface Opening permits GzipOpening, ZstdOpening {

    /** What one takes of the heap besides its bytes, in bytes. */
    int OWN_SIZE = HeapSize.object(HeapSize.REFERENCE + 2 * Integer.BYTES);

    /** The stream up to the ending. */
    byte[] bytes();

    /** The rest of the stream, where these bytes end what is compressed; 65,535 of them at most. */
    byte[] end(byte[] ending);
}
