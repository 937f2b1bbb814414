package dev.catalog.feed;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies changes to what is derived from the catalog. The feed's {@linkplain ChangeFeed#position position} moves once every
 * listener has returned; where one throws, the batch comes again.
 */
public interface ChangeListener {

    /**
     * Applies a batch, on the feed's thread. The first one after a start is broken, at the position where the log begins, and
     * what the log has since then follows at once.
     *
     * @param database reads the catalog as it is at the batch's position, or, of a broken batch, at a later one; for the time
     *     of this call
     */
    void apply(ChangeBatch batch, JdbcClient database);
}
