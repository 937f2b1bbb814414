package dev.catalog.warming;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What is to be done stands in a table of the gateway's own, in the form of db-scheduler. */
@Configuration(proxyBeanMethods = false)
class WarmingConfiguration {

    static final String TABLE = "catalog_warming_tasks";

    static JdbcCustomization postgres() {
        return new PostgreSqlJdbcCustomization(false, true);
    }

    /** Puts it down in the transaction of the caller. */
    @Bean
    SchedulerClient warmingClient(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(postgres())
                .tableName(TABLE)
                .enablePriority()
                .build();
    }

    @Bean
    WarmingTasks warmingTasks(SchedulerClient warmingClient, ObjectProvider<WarmingScheduler> scheduler, Clock clock) {
        return new WarmingTasks(warmingClient, scheduler, clock);
    }
}
