package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.support.CatalogGatewayTest;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogGatewayTest
class TransactionScopeTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final JdbcClient jdbc;

    TransactionScopeTests(PlatformTransactionManager transactions, DataSource dataSource, JdbcClient jdbc) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsLostInTheMidstIsAnOutage(boolean readOnly) {
        TransactionScope scope = new TransactionScope(transactions, dataSource, readOnly);

        assertThatThrownBy(() -> scope.within(
                        BOUND,
                        () -> jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())")
                                .query(Boolean.class)
                                .single()))
                .matches(Outage::isCauseOf);
    }
}
