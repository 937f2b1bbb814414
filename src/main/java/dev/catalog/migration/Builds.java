package dev.catalog.migration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is built at a start: waited for a while, as it takes no time on small tables, then left to itself.
 * <p>The end of the gateway does not end what the database is about: an index that it is building becomes whole.
 */
@Component
class Builds {

    private static final Logger log = LoggerFactory.getLogger(Builds.class);

    private final List<Build> running = new CopyOnWriteArrayList<>();

    /** Returns when it is built or has failed, and in any case after the longest wait. */
    void start(Build build, Duration longestWait) {
        running.add(build);
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(build, Builds::startThread).whenComplete(Builds::logFailure);
        try {
            end.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.info(build.unfinished());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.debug("The start goes on without what failed", e);
        }
    }

    private static void startThread(Runnable task) {
        Thread.ofVirtual().name("database-builder").start(task);
    }

    private static void logFailure(@Nullable Void nothing, @Nullable Throwable failure) {
        if (failure != null) {
            log.error("Building in the database failed; a next start tries again", failure);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        running.forEach(Build::stop);
    }
}
