package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.stats.StatsRegistryAdapter;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has this node do what is due, where it is set to: from when it serves, until it is told to stop. What it works on then is
 * handed over before anything else stops. It can be started again; it is another node to the others then.
 */
@Component
class WarmingScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WarmingScheduler.class);

    /** How soon other nodes see what one has put down. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** So many heartbeats a node may miss; the least that the library takes. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final WarmingExecutions executions;
    private final WarmingProperties properties;
    private final WarmingTables tables;
    private final SchedulerReport report;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile @Nullable Scheduler running;

    WarmingScheduler(
            DataSource dataSource,
            WarmingExecutions executions,
            WarmingProperties properties,
            WarmingTables tables,
            WarmingMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        this.dataSource = dataSource;
        this.executions = executions;
        this.properties = properties;
        this.tables = tables;
        this.meters = meters;
        this.clock = clock;
        report = new SchedulerReport(metrics);
    }

    /** Looks for what is due now, and not only when the next look is due. */
    void look() {
        Scheduler scheduler = running;
        if (scheduler != null) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        if (properties.concurrency() == 0) {
            log.info("This node works on no warming jobs (catalog.warming.concurrency)");
        } else if (tables.areUsable()) {
            Scheduler scheduler = scheduler();
            scheduler.start();
            running = scheduler;
        }
    }

    @Override
    public void stop() {
        Scheduler scheduler = running;
        if (scheduler != null) {
            scheduler.stop();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private Scheduler scheduler() {
        String name = UUID.randomUUID().toString();
        log.info("Warming jobs are worked on as {}, up to {} parts at once", name, properties.concurrency());
        List<CustomTask<Void>> once = executions.once();
        // Silence is looked for at every second heartbeat, so a node is taken for dead half as long again after the
        // limit.
        Duration heartbeat = properties.takeover().dividedBy(MISSED_HEARTBEATS);
        return Scheduler.create(dataSource, List.copyOf(once))
                .startTasks(executions.recurring())
                .addSchedulerListener(report)
                .addSchedulerListener(new StatsRegistryAdapter(new MicrometerStatsRegistry(meters, once)))
                .jdbcCustomization(WarmingConfiguration.postgres())
                .tableName(WarmingConfiguration.TABLE)
                .enablePriority()
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(properties.concurrency())
                .executorService(Executors.newFixedThreadPool(
                        properties.concurrency(),
                        Thread.ofPlatform().name("warming-", 1).factory()))
                .pollUsingLockAndFetch(0.5, 1)
                .pollingInterval(POLL_INTERVAL)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }
}
