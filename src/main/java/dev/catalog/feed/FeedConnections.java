package dev.catalog.feed;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens the feed's connections, which are none of the pool's: they last, and must not wait for readers. */
interface FeedConnections {

    /** Longest wait for the server's answer, while connecting or asking what is there, in milliseconds. */
    int TIMEOUT_MILLIS = 3_000;

    /** Opens a connection that gives up a server that does not answer within {@link #TIMEOUT_MILLIS}. */
    Connection open() throws SQLException;
}
