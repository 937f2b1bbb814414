package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import java.time.Duration;
import java.util.Optional;

/** Stands in where nothing follows the changes of the catalog: values live for their time to live. */
final class NoChangeFeed implements ChangeFeed {

    @Override
    public Optional<Position> position() {
        return Optional.empty();
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public boolean catchUp(Duration limit) {
        return false;
    }
}
