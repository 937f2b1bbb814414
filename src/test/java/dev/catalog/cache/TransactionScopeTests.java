package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.support.CatalogGatewayTest;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogGatewayTest
class TransactionScopeTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final TransactionScope scope;
    private final JdbcClient jdbc;

    TransactionScopeTests(PlatformTransactionManager transactions, DataSource dataSource, JdbcClient jdbc) {
        this.scope = new TransactionScope(transactions, dataSource);
        this.jdbc = jdbc;
    }

    @Test
    void aConnectionThatIsLostInTheMidstIsAnOutage() {
        assertThatThrownBy(() -> scope.within(
                        BOUND,
                        () -> jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())")
                                .query(Boolean.class)
                                .single()))
                .matches(Outage::isCauseOf);
    }
}
