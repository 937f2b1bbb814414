package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.support.TestServers;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetcher;
import graphql.schema.idl.TypeRuntimeWiring;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class FetchingErrorTests {

    private static final String SECRET = "SELECT secret FROM db.internal.example";

    @Nested
    class OfDataFetchers {

        @Test
        void theUnforeseenIsToldInTheLogAlone(CapturedOutput output) {
            ExecutionResult result = fetching(_ -> {
                throw new IllegalStateException(SECRET, new IllegalArgumentException("deeper"));
            });

            assertThat(PlantedSchema.errors(result))
                    .containsExactly(Map.of(
                            "message",
                            "The gateway failed to answer; its log tells why, under this request id.",
                            "locations",
                            List.of(Map.of("line", 1, "column", 2)),
                            "path",
                            List.of("value"),
                            "extensions",
                            Map.of("code", "INTERNAL_SERVER_ERROR", "requestId", PlantedSchema.REQUEST_ID)));
            assertThat(output).contains("Request " + PlantedSchema.REQUEST_ID + " failed at /value", SECRET, "deeper");
        }

        @Test
        void whatFailsLaterIsNoDifferent(CapturedOutput output) {
            ExecutionResult result = fetching(_ -> CompletableFuture.failedFuture(
                    new CompletionException(new CompletionException(new IllegalStateException(SECRET)))));

            assertThat(PlantedSchema.codes(result)).containsExactly("INTERNAL_SERVER_ERROR");
            assertTellsNothing(result);
            assertThat(output).contains(PlantedSchema.REQUEST_ID, SECRET);
        }

        @Test
        void badInputNamesItself() {
            ExecutionResult result = fetching(_ -> {
                throw BadUserInputException.of("first", "must be from 0 to 100, not 101");
            });

            assertThat(PlantedSchema.errors(result))
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .containsEntry("message", "first must be from 0 to 100, not 101")
                            .containsEntry(
                                    "extensions", Map.of("code", "BAD_USER_INPUT", "argumentPath", List.of("first"))));
        }

        @Test
        void anEndedOperationIsUnavailable() {
            ExecutionResult result = fetching(_ -> {
                throw new AbortExecutionException("too late");
            });

            assertThat(PlantedSchema.codes(result)).containsExactly("UNAVAILABLE");
        }

        @Test
        void aFieldThatFailsLeavesTheOthers() {
            ExecutionResult result = planted(
                    "{value other: text}",
                    type -> type.dataFetcher("value", _ -> {
                                throw new IllegalStateException(SECRET);
                            })
                            .dataFetcher("text", _ -> "fine"));

            assertThat(result.toSpecification().get("data")).hasToString("{value=null, other=fine}");
        }
    }

    @Nested
    class OfValues {

        @ParameterizedTest
        @CsvSource({"strict, ''", "value, {}", "day, 1", "day, x", "price, x", "big, 1.5"})
        void aValueThatDoesNotFitTellsNothing(String field, String value, CapturedOutput output) {
            Object wrong = value.isEmpty() ? Nothing.VALUE : value.equals("{}") ? Map.of("a", 1) : value;
            ExecutionResult result = planted(
                    "{" + field + "}", type -> type.dataFetcher(field, _ -> wrong == Nothing.VALUE ? null : wrong));

            assertThat(PlantedSchema.codes(result)).containsExactly("INTERNAL_SERVER_ERROR");
            assertTellsNothing(result);
            assertThat(output).contains(PlantedSchema.REQUEST_ID);
        }

        private enum Nothing {
            VALUE
        }
    }

    @Nested
    class OfWhatIsBehind {

        @Test
        void aClosedPoolIsUnavailable(CapturedOutput output) {
            HikariDataSource pool = pool(TestServers.postgresUrl());
            pool.close();

            assertUnavailable(pool, output);
        }

        @Test
        void anUnreachableServerIsUnavailable(CapturedOutput output) {
            try (HikariDataSource pool = pool("jdbc:postgresql://127.0.0.1:1/nothing?user=nobody")) {
                assertUnavailable(pool, output);
            }
        }

        @Test
        void anExhaustedPoolIsUnavailable(CapturedOutput output) throws Exception {
            try (HikariDataSource pool = pool(TestServers.postgresUrl());
                    Connection only = pool.getConnection()) {
                assertThat(only.isValid(1)).isTrue();
                assertUnavailable(pool, output);
            }
        }

        @Test
        void aStatementThatTakesTooLongIsUnavailable() {
            try (HikariDataSource pool = pool(TestServers.postgresUrl() + "&options=-c%20statement_timeout=50")) {
                ExecutionResult result = fetching(_ -> JdbcClient.create(pool)
                        .sql("SELECT pg_sleep(30)")
                        .query()
                        .singleValue());

                assertThat(PlantedSchema.codes(result)).containsExactly("UNAVAILABLE");
                assertTellsNothing(result);
            }
        }

        @Test
        void aTimeOutIsUnavailable() {
            ExecutionResult result = fetching(_ -> CompletableFuture.failedFuture(new TimeoutException(SECRET)));

            assertThat(PlantedSchema.codes(result)).containsExactly("UNAVAILABLE");
            assertTellsNothing(result);
        }

        @Test
        void aWrongStatementIsAFaultOfTheGateway() {
            try (HikariDataSource pool = pool(TestServers.postgresUrl())) {
                ExecutionResult result = fetching(_ -> JdbcClient.create(pool)
                        .sql("SELECT nothing FROM nowhere")
                        .query()
                        .singleValue());

                assertThat(PlantedSchema.codes(result)).containsExactly("INTERNAL_SERVER_ERROR");
                assertTellsNothing(result);
            }
        }

        private static void assertUnavailable(DataSource pool, CapturedOutput output) {
            TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
            List<DataFetcher<?>> readers = List.of(
                    _ -> JdbcClient.create(pool).sql("SELECT 1").query().singleValue(),
                    _ -> transactions.execute(_ -> "never"));
            for (DataFetcher<?> reader : readers) {
                ExecutionResult result = fetching(reader);

                assertThat(PlantedSchema.codes(result)).containsExactly("UNAVAILABLE");
                assertTellsNothing(result);
            }
            assertThat(output)
                    .contains("Request " + PlantedSchema.REQUEST_ID + " found something unavailable at /value");
        }

        private static HikariDataSource pool(String url) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(250);
            config.setInitializationFailTimeout(-1);
            return new HikariDataSource(config);
        }
    }

    private static void assertTellsNothing(ExecutionResult result) {
        assertThat(PlantedSchema.errors(result)).isNotEmpty().allSatisfy(PlantedSchema::assertTellsNothing);
    }

    private static ExecutionResult fetching(DataFetcher<?> fetcher) {
        return planted("{value}", type -> type.dataFetcher("value", fetcher));
    }

    private static ExecutionResult planted(String document, UnaryOperator<TypeRuntimeWiring.Builder> fetchers) {
        PlantedSchema schema = new PlantedSchema(
                "type Query { value: Int  text: String  strict: Int!  day: DateTime  price: BigDecimal  big: Long }",
                wiring -> wiring.type("Query", fetchers));
        return schema.execute(document);
    }
}
