package dev.catalog.cache;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * The start of a load, which may wait for a connection. Until it is over the load can be called off; from then on its
 * thread is left alone, as an interrupt would cost the connection, and the statement has a time limit of its own.
 */
final class LoadStart {

    private @Nullable Thread waiting;
    private boolean calledOff;

    /** The calling thread waits for a connection from here on. */
    synchronized void await() {
        requireWanted();
        waiting = Thread.currentThread();
    }

    /** The calling thread has its connection. */
    synchronized void end() {
        waiting = null;
        if (calledOff) {
            // What is still to be done with the connection is not to be interrupted.
            boolean _ = Thread.interrupted();
        }
        requireWanted();
    }

    /** Nobody waits for what is loaded any more. */
    synchronized void callOff() {
        calledOff = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void requireWanted() {
        if (calledOff) {
            throw new QueryTimeoutException("Nobody waits for the load any more", new TimeoutException());
        }
    }
}
