package dev.catalog.graphql;

import dev.catalog.feed.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where this node was once it had applied the last change that an operation made. */
final class WrittenVersion {

    private volatile boolean written;
    private volatile @Nullable Position position;

    /** Whether the operation wrote at all. */
    boolean isWritten() {
        return written;
    }

    /** A position that holds all that the operation has written; empty where it is not known. */
    Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    void written(@Nullable Position at) {
        position = at;
        written = true;
    }
}
