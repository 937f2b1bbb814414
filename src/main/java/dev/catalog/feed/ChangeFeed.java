package dev.catalog.feed;

import java.time.Duration;
import java.util.Optional;

/** Where this node is in the stream of the catalog's changes. */
public interface ChangeFeed {

    /** The position up to which every change is applied on this node; empty where changes are not followed, or not yet. */
    Optional<Position> position();

    /** Whether the position is known to be near the present: changes are followed and the database answers. */
    boolean isLive();

    /**
     * Reads the log now and applies what is new. True once the position holds all that was committed before the call,
     * false where that takes longer than the limit or changes are not followed.
     */
    boolean catchUp(Duration limit);

    /** Whether announcements are heard now, those of every {@link ChannelListener} included; where not, ask the tables. */
    boolean hearsAnnouncements();
}
