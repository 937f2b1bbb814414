package dev.catalog.feed;

import java.time.Duration;
import java.util.Optional;

/** Stands for the feed where changes are not to be followed. */
record NoFeed() implements ChangeFeed {

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

    @Override
    public boolean hearsAnnouncements() {
        return false;
    }
}
