package dev.catalog.feed;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is woken by a channel that is not the feed's own. */
final class CountedAnnouncements implements ChannelListener {

    static final String CHANNEL = "tests_of_the_feed";

    private final AtomicInteger count = new AtomicInteger();

    int count() {
        return count.get();
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void announced() {
        count.incrementAndGet();
    }
}
