package dev.catalog.migration;

import java.util.concurrent.CompletableFuture;
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
 * The building of indexes at a start: waited for a while, as it takes no time on small tables, then left to itself.
 * <p>The end of the gateway does not end what the database is about: an index that it is building becomes whole.
 */
@Component
class IndexBuild {

    private static final Logger log = LoggerFactory.getLogger(IndexBuild.class);

    private final MigrationProperties properties;
    private volatile @Nullable IndexBuilder running;

    IndexBuild(MigrationProperties properties) {
        this.properties = properties;
    }

    void start(IndexBuilder builder) {
        running = builder;
        CompletableFuture<Void> build =
                CompletableFuture.runAsync(builder, IndexBuild::startThread).whenComplete(IndexBuild::logFailure);
        try {
            build.get(properties.indexWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.info("Indexes are being built while the gateway serves; until then reads are slower");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.debug("The start goes on without the indexes that failed", e);
        }
    }

    private static void startThread(Runnable task) {
        Thread.ofVirtual().name("index-builder").start(task);
    }

    private static void logFailure(@Nullable Void nothing, @Nullable Throwable failure) {
        if (failure != null) {
            log.error("The building of indexes failed, so that reads are slower until a next start", failure);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        IndexBuilder builder = running;
        if (builder != null) {
            builder.stop();
        }
    }
}
