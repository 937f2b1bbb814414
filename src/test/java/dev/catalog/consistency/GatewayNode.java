package dev.catalog.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.CatalogGateway;
import dev.catalog.cache.CacheRead;
import dev.catalog.cache.CacheState;
import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import dev.catalog.support.GatewayClient;
import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole gateway in this JVM, asked without HTTP by a caller who may read and write everything. */
final class GatewayNode implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Caller CALLER = new Caller(true, Set.of(Scope.READ_ALL, Scope.CATALOG_WRITE));

    private final ConfigurableApplicationContext context;
    private final ReadAudit audit;
    private final ExecutionGraphQlService graphQl;
    private final ChangeFeed feed;
    private final GatewayClient client;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<CacheState, Integer> reads = new EnumMap<>(CacheState.class);

    private GatewayNode(ConfigurableApplicationContext context, ReadAudit audit) {
        this.context = context;
        this.audit = audit;
        graphQl = context.getBean(ExecutionGraphQlService.class);
        feed = context.getBean(ChangeFeed.class);
        client = new GatewayClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** Starts a node with these settings, each as {@code --key=value}. */
    static GatewayNode start(String... settings) {
        return start(new SpringApplicationBuilder(CatalogGateway.class), settings);
    }

    /** Starts a node that executes queries as graphql-java does by itself. */
    static GatewayNode startPlain(String... settings) {
        GatewayNode node = start(new SpringApplicationBuilder(CatalogGateway.class, PlainExecution.class), settings);
        assertThat(node.context.getBean(GraphQlSource.class).graphQl().getQueryStrategy())
                .isExactlyInstanceOf(AsyncExecutionStrategy.class);
        return node;
    }

    private static GatewayNode start(SpringApplicationBuilder gateway, String... settings) {
        ReadAudit audit = new ReadAudit();
        return new GatewayNode(
                gateway.initializers(context -> context.getBeanFactory().addBeanPostProcessor(audit))
                        .run(settings),
                audit);
    }

    /** Applies all changes that are committed. */
    void catchUp() {
        // After a start the triggers may still be on their way.
        await().pollDelay(Duration.ZERO).atMost(BOUND).until(() -> feed.catchUp(BOUND));
    }

    /** Asserts that what was read lately is cached as the database has it. */
    void assertCachesAreRight(Supplier<String> description) {
        audit.assertCachesAreRight(context.getBean(RegionCaches.class), description);
    }

    /** The data of an operation, which must bear no error. */
    Map<String, Object> answer(String document) {
        ReadContext recording = ReadContext.recording();
        DefaultExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(document, null, null, null, "", null);
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(Caller.class, CALLER, ReadContext.class, recording))
                        .build());
        ExecutionResult result =
                Objects.requireNonNull(graphQl.execute(request).block(BOUND)).getExecutionResult();
        assertThat(result.getErrors()).as(document).isEmpty();
        recording.reads().stream().map(CacheRead::state).forEach(state -> reads.merge(state, 1, Integer::sum));
        return result.getData();
    }

    /** What an anonymous client is answered over HTTP, without what is not the catalog's. */
    JsonNode answerToAnonymous(String document) {
        HttpResponse<String> answer = client.ask(document);
        outcomes.merge(answer.headers().firstValue("X-Cache").orElse("none"), 1, Integer::sum);
        ObjectNode body = (ObjectNode) GatewayClient.json(answer);
        return body.without(List.of("extensions"));
    }

    /** How many answers went to anonymous clients so far, by what their headers say of the response cache. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** How many entries were read so far, by where they came from. */
    Map<CacheState, Integer> reads() {
        return reads;
    }

    @Override
    public void close() {
        context.close();
    }
}
