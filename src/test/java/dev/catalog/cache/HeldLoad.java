package dev.catalog.cache;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Holds the next load open, between its read of the shelf and its return. Later ones pass. */
final class HeldLoad {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldLoad(Shelf shelf) {
        this(shelf, null);
    }

    /** A load that fails in the end. */
    HeldLoad(Shelf shelf, @Nullable RuntimeException failure) {
        AtomicBoolean first = new AtomicBoolean(true);
        shelf.beforeReturn(() -> {
            if (first.getAndSet(false)) {
                begun.countDown();
                CacheNodes.await(released);
                if (failure != null) {
                    throw failure;
                }
            }
        });
    }

    void awaitBegun() {
        CacheNodes.await(begun);
    }

    void release() {
        released.countDown();
    }
}
