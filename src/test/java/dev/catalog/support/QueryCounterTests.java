package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CatalogGatewayTest
class QueryCounterTests {

    private final QueryCounter queries;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    QueryCounterTests(QueryCounter queries, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.queries = queries;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void theStatementsOfATransactionCountWithoutItsBeginningAndEnd() {
        List<String> sent = queries.during(() -> transaction.executeWithoutResult(_ -> {
            jdbc.queryForObject("select 1", Integer.class);
            jdbc.queryForObject("select 2", Integer.class);
        }));

        assertThat(sent).containsExactly("select 1", "select 2");
    }

    @Test
    void theStatementsOfOtherThreadsCount() {
        List<String> sent = queries.during(
                () -> CompletableFuture.runAsync(() -> jdbc.execute("select 3")).join());

        assertThat(sent).containsExactly("select 3");
    }
}
