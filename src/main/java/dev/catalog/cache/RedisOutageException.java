package dev.catalog.cache;

import org.springframework.dao.DataAccessResourceFailureException;

/** Redis does not answer somebody who needs it to: readers never do. */
public final class RedisOutageException extends DataAccessResourceFailureException {

    RedisOutageException() {
        super("Redis does not answer");
    }
}
