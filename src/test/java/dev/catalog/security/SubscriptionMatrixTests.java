package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.EventStreamClient;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.IdentityGatewayTest;
import dev.catalog.support.SettableClock;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import graphql.schema.GraphQLFieldDefinition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;

/** Every subscription for every kind of caller: nobody is told of what they could not read. */
@IdentityGatewayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionMatrixTests {

    /** Begins the name of each row that takes a scope to see. */
    private static final String HIDDEN = "Hidden";

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final int port;
    private final CatalogFixtures catalog;
    private final WarmingJobRows jobs;
    private final GraphQlSource source;
    private final List<Bearer> bearers;

    private String versionBefore;
    private long job;

    SubscriptionMatrixTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            WarmingJobFixtures fixtures,
            GraphQlSource source,
            SettableClock clock) {
        this.port = port;
        this.catalog = catalog;
        this.jobs = fixtures.byNode();
        this.source = source;
        this.bearers = Bearer.ofEveryKind(clock);
    }

    @BeforeAll
    void fillCatalog() {
        catalog.clear();
        jobs.clear();
        versionBefore = GatewayClient.json(new GatewayClient(port).ask("{productCount}"))
                .at("/extensions/catalogVersion")
                .asString();
        Category lamps = catalog.category("Lamps").insert();
        catalog.category("Hidden shelf").inactive().insert();
        catalog.product("Hidden lamp").in(lamps).inactive().insert();
        catalog.product("Hidden bulb").in(lamps).active(null).insert();
        catalog.product("Brass lamp").in(lamps).insert();
        job = jobs.insert("products", "running");
        jobs.fail(job, "Hidden reason");
    }

    @Test
    void everyCallerIsToldOfTheRowsThatTheyCouldRead() {
        Shown changes = changes();
        for (Bearer bearer : bearers) {
            try (EventStreamClient stream = EventStreamClient.open(port, changes.document(), bearer.token())) {
                await().atMost(BOUND).until(() -> told(stream).contains("Brass lamp"));

                assertIsToldOf(changes, bearer, told(stream));
            }
        }
    }

    @Test
    void jobsAreFollowedByOperatorsAlone() {
        Shown followed = jobFollowed();
        for (Bearer bearer : bearers) {
            try (EventStreamClient stream = EventStreamClient.open(port, followed.document(), bearer.token())) {
                stream.awaitEnd();

                assertIsToldOf(followed, bearer, told(stream));
                assertThat(told(stream).contains(bearer.caller().authenticated() ? "FORBIDDEN" : "UNAUTHENTICATED"))
                        .as("a refusal of the %s", bearer)
                        .isEqualTo(!followed.isFor(bearer.caller()));
            }
        }
    }

    @Test
    void noSubscriptionIsLeftOut() {
        assertThat(source.schema().getSubscriptionType().getFieldDefinitions())
                .extracting(GraphQLFieldDefinition::getName)
                .allSatisfy(name -> assertThat(List.of(changes(), jobFollowed()))
                        .anyMatch(shown -> shown.document().contains("{" + name + "(")));
    }

    private Shown changes() {
        String node = "id node {... on Product {name} ... on Category {name}}";
        return Shown.following(
                Scope.READ_ALL,
                "subscription {catalogChanged(after: \"%s\") {%s}}".formatted(versionBefore, node),
                HIDDEN);
    }

    private Shown jobFollowed() {
        return Shown.demanding(
                Scope.WARMING_MANAGE, "subscription {warmingJobUpdated(id: " + job + ") {errorMessage}}", HIDDEN);
    }

    private static void assertIsToldOf(Shown shown, Bearer bearer, String told) {
        assertThat(told.contains(shown.text()))
                .as("what the %s is told: %s", bearer, told)
                .isEqualTo(shown.isFor(bearer.caller()));
    }

    private static String told(EventStreamClient stream) {
        return stream.results("").toString();
    }
}
