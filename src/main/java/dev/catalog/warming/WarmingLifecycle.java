package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has this node work on jobs, where it is set to: from when it serves, until it is told to stop. What it works on then is
 * handed over before anything else stops.
 */
@Component
final class WarmingLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WarmingLifecycle.class);

    private final ObjectProvider<Scheduler> scheduler;
    private final WarmingProperties properties;
    private final WarmingTables tables;
    private volatile boolean running;

    WarmingLifecycle(ObjectProvider<Scheduler> scheduler, WarmingProperties properties, WarmingTables tables) {
        this.scheduler = scheduler;
        this.properties = properties;
        this.tables = tables;
    }

    @Override
    public void start() {
        if (properties.concurrency() == 0) {
            log.info("This node works on no warming jobs (catalog.warming.concurrency)");
        } else if (tables.areUsable()) {
            scheduler.getObject().start();
            running = true;
        }
    }

    @Override
    public void stop() {
        scheduler.getObject().stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
