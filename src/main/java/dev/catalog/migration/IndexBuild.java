package dev.catalog.migration;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    private volatile @Nullable Thread thread;

    IndexBuild(MigrationProperties properties) {
        this.properties = properties;
    }

    void start(IndexBuilder builder) {
        FutureTask<Void> build = new FutureTask<>(builder, null);
        thread = Thread.ofVirtual().name("index-builder").start(build);
        try {
            build.get(properties.indexWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.info("Indexes are being built while the gateway serves; until then reads are slower");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The building of indexes failed", e.getCause());
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        Thread building = thread;
        if (building != null) {
            building.interrupt();
        }
    }
}
