package dev.catalog.feed;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies changes to what is derived from the catalog. The feed's {@linkplain ChangeFeed#position position} moves once every
 * listener has returned; where one throws, the batch comes again.
 */
public interface ChangeListener {

    /**
     * Applies a batch. The first one after a start is broken, or begins where the log does.
     *
     * @param database reads the catalog as it is at the batch's position
     */
    void apply(ChangeBatch batch, JdbcClient database);
}
