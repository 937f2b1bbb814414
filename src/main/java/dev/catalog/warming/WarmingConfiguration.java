package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.stats.StatsRegistryAdapter;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Runs what is due, on this node or another: db-scheduler over a table of the gateway's own. */
@Configuration(proxyBeanMethods = false)
class WarmingConfiguration {

    private static final Logger log = LoggerFactory.getLogger(WarmingConfiguration.class);

    private static final String TABLE = "catalog_warming_tasks";

    /** How soon other nodes see what one has put down. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** So many heartbeats a node may miss; the least that the library takes. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private static JdbcCustomization postgres() {
        return new PostgreSqlJdbcCustomization(false, true);
    }

    /** Puts down what is to be done in the transaction of the caller. */
    @Bean
    SchedulerClient warmingClient(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(postgres())
                .tableName(TABLE)
                .enablePriority()
                .build();
    }

    @Bean
    WarmingTasks warmingTasks(SchedulerClient warmingClient, ObjectProvider<Scheduler> scheduler, Clock clock) {
        return new WarmingTasks(warmingClient, scheduler, clock);
    }

    /** Stopped by {@link WarmingLifecycle}, before what it needs goes. */
    @Bean(destroyMethod = "")
    Scheduler warmingScheduler(
            DataSource dataSource,
            WarmingExecutions executions,
            WarmingProperties properties,
            WarmingMetrics metrics,
            MeterRegistry meters,
            Clock clock) {
        String name = UUID.randomUUID().toString();
        log.info("Warming jobs are worked on as {}, up to {} parts at once", name, properties.concurrency());
        int threads = Math.max(1, properties.concurrency());
        List<CustomTask<Void>> once = executions.once();
        List<RecurringTask<Void>> recurring = executions.recurring();
        // Silence is looked for at every second heartbeat, so a node is taken for dead half as long again after the
        // limit.
        Duration heartbeat = properties.takeover().dividedBy(MISSED_HEARTBEATS);
        return Scheduler.create(dataSource, List.copyOf(once))
                .startTasks(recurring)
                .addSchedulerListener(new SchedulerReport(metrics))
                .addSchedulerListener(new StatsRegistryAdapter(new MicrometerStatsRegistry(meters, once)))
                .jdbcCustomization(postgres())
                .tableName(TABLE)
                .enablePriority()
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(threads)
                .executorService(Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("warming-", 1).factory()))
                .pollUsingLockAndFetch(0.5, 1)
                .pollingInterval(POLL_INTERVAL)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }
}
