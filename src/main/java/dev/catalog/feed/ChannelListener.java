package dev.catalog.feed;

/**
 * Hears what is announced on one NOTIFY channel of the database, by any session and so by any node. An announcement says
 * that there is something to read, not what.
 * <p>It may go unheard, while the connection is lost or where a pooler keeps none: {@link ChangeFeed#hearsAnnouncements()}
 * tells.
 */
public interface ChannelListener {

    /** The channel's name, of lower-case letters, digits and underscores. */
    String channel();

    /**
     * Something was announced, or may have been while nothing was heard. Several announcements may be told as one. Must
     * return at once.
     */
    void announced();
}
