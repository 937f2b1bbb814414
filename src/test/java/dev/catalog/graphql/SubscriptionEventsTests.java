package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.ReadContext;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import graphql.ExecutionResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

@HttpGatewayTest
class SubscriptionEventsTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String FOLLOW = "subscription {catalogChanged {node {... on Product {name}}}}";

    private final ExecutionGraphQlService operations;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private final List<ExecutionResult> told = new CopyOnWriteArrayList<>();

    SubscriptionEventsTests(ExecutionGraphQlService operations, CatalogFixtures catalog, JdbcClient jdbc) {
        this.operations = operations;
        this.catalog = catalog;
        this.jdbc = jdbc;
    }

    @Test
    void anEventIsReadInTimeOfItsOwnHoweverLongAgoTheOperationBegan() {
        catalog.clear();
        Product lamp =
                catalog.product("Lamp").in(catalog.category("Lamps").insert()).insert();
        catalog.follow();
        ExecutionGraphQlResponse operation = subscribe();
        Disposable subscription = follow(operation);
        operation.getExecutionInput().getGraphQLContext().put(ReadContext.class, ReadContext.within(Duration.ZERO));

        jdbc.sql("UPDATE products SET name = 'Late' WHERE id = ?")
                .param(lamp.databaseId())
                .update();

        await().atMost(BOUND).until(() -> told.size() == 1);
        assertThat(told.getFirst().toSpecification())
                .isEqualTo(Map.of("data", Map.of("catalogChanged", Map.of("node", Map.of("name", "Late")))));
        subscription.dispose();
    }

    private ExecutionGraphQlResponse subscribe() {
        DefaultExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(FOLLOW, null, null, null, "late", null);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(ReadContext.class, ReadContext.within(BOUND)))
                        .build());
        return Objects.requireNonNull(operations.execute(request).block(BOUND));
    }

    private Disposable follow(ExecutionGraphQlResponse operation) {
        Publisher<ExecutionResult> events =
                Objects.requireNonNull(operation.getExecutionResult().getData());
        return Flux.from(events).subscribe(told::add);
    }
}
