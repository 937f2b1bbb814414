package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.category.Category;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogSubscriber;
import dev.catalog.support.CatalogSubscriber.Told;
import dev.catalog.support.CatalogSubscriber.Transport;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;

/** What subscribers to the changes of the catalog are told. */
@HttpGatewayTest
class CatalogChangedTests {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;

    private final int port;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private final ChangeFeed feed;
    private final CatalogChangeWatch watch;
    private final MeterRegistry meters;
    private Category lamps;
    private Product brass;

    CatalogChangedTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            JdbcClient jdbc,
            ChangeFeed feed,
            CatalogChangeWatch watch,
            MeterRegistry meters) {
        this.port = port;
        this.catalog = catalog;
        this.jdbc = jdbc;
        this.feed = feed;
        this.watch = watch;
        this.meters = meters;
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brass = catalog.product("Brass lamp").in(lamps).price("10.50").insert();
        catalog.follow();
    }

    @ParameterizedTest
    @EnumSource
    void eachChangeIsToldOnceWithTheRowAsItIs(Transport transport) {
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(transport, port, ADMIN, null)) {
            Product oak = catalog.product("Oak lamp").in(lamps).price("7.25").insert();
            subscriber.await(1);
            rename(brass, "Old brass lamp");
            subscriber.await(2);
            rename(brass, "Older brass lamp");
            subscriber.await(3);
            catalog.delete(oak);
            List<Told> told = subscriber.await(4);

            assertThat(told)
                    .extracting(Told::toString)
                    .containsExactly(
                            "CREATED " + oak.id() + " Oak lamp",
                            "UPDATED " + brass.id() + " Old brass lamp",
                            "UPDATED " + brass.id() + " Older brass lamp",
                            "DELETED " + oak.id());
            assertThat(told.getFirst().node())
                    .hasToString(
                            "{\"name\":\"Oak lamp\",\"price\":7.25,\"active\":true,\"category\":{\"name\":\"Lamps\"}}");
            assertThat(told).allMatch(change -> change.errors().isMissingNode());
        }
    }

    @Test
    void whatWasWrittenBeforeTheSubscriptionIsNotTold() {
        rename(brass, "Before");
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port, null, null)) {
            rename(brass, "After");

            assertThat(subscriber.await(1))
                    .extracting(Told::toString)
                    .containsExactly("UPDATED " + brass.id() + " After");
        }
    }

    @Test
    void productsThatGoWithTheirCategoryAreToldEach() {
        Product oak = catalog.product("Oak lamp").in(lamps).insert();
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.SOCKET, port, null, null)) {
            assertThat(new MutationClient(port).userErrors("deleteCategory", "{\"id\": \"" + lamps.id() + "\"}"))
                    .isEmpty();

            assertThat(operations(subscriber.await(3)))
                    .containsExactlyInAnyOrder("DELETED " + brass.id(), "DELETED " + oak.id(), "DELETED " + lamps.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO products (name, price, category_id, created_at, updated_at)"
                        + " SELECT 'Lamp', 1, (SELECT id FROM categories), now(), now() FROM generate_series(1, 1001)",
                "TRUNCATE products, categories"
            })
    void moreThanIsToldOneByOneIsAReset(String statement) {
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port, null, null)) {
            jdbc.sql(statement).update();
            Category last = catalog.category("Last").insert();

            assertThat(operations(subscriber.await(2))).containsExactly("RESET", "CREATED " + last.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoComesBackGoesOnBehindTheLastChangeItWasTold(Transport transport) {
        List<Told> first;
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(transport, port, null, null)) {
            jdbc.sql("INSERT INTO products (name, price, category_id, created_at, updated_at)"
                            + " SELECT 'Lamp ' || n, 1, :category, now(), now() FROM generate_series(1, 5) n")
                    .param("category", lamps.databaseId())
                    .update();
            first = subscriber.await(5);
        }
        rename(brass, "Meanwhile");

        for (int told = 1; told <= 5; told++) {
            String after = first.get(told - 1).version();
            try (CatalogSubscriber resumed = CatalogSubscriber.open(transport, port, null, after)) {
                List<Told> rest = resumed.await(6 - told);
                assertThat(operations(rest).subList(0, 5 - told)).isEqualTo(operations(first.subList(told, 5)));
                assertThat(rest).last().hasToString("UPDATED " + brass.id() + " Meanwhile");
            }
        }
    }

    @Test
    void nothingIsMissedBetweenAQueryAndASubscriptionAfterItsVersion() {
        GatewayClient gateway = new GatewayClient(port);
        String version = GatewayClient.json(gateway.ask("{productCount}"))
                .at("/extensions/catalogVersion")
                .asString();
        rename(brass, "Meanwhile");
        catalog.follow();

        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port, null, version)) {
            assertThat(subscriber.await(1)).hasToString("[UPDATED " + brass.id() + " Meanwhile]");
        }
    }

    @Test
    void whoSendsTheVersionOfAnyChangeBackIsAnsweredNothingOlder() {
        GatewayClient gateway = new GatewayClient(port);
        try (CatalogSubscriber subscriber = CatalogSubscriber.open(Transport.STREAM, port, null, null)) {
            jdbc.sql("INSERT INTO products (name, price, category_id, created_at, updated_at)"
                            + " SELECT 'Lamp ' || n, 1, :category, now(), now() FROM generate_series(1, 3) n")
                    .param("category", lamps.databaseId())
                    .update();
            for (Told told : subscriber.await(3)) {
                JsonNode answer =
                        GatewayClient.json(gateway.ask("{productCount}", CatalogVersion.LEAST_HEADER, told.version()));

                Position seen = CatalogVersion.parse(told.version());
                String version = answer.at("/extensions/catalogVersion").asString();
                assertThat(CatalogVersion.parse(version).contains(seen)).isTrue();
                assertThat(answer.at("/data/productCount").asInt()).isEqualTo(4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsNoneOrNotKnownIsBadInput(Transport transport) {
        Position now = feed.position().orElseThrow();
        String beyond = (now.end() + 1_000_000) + ":" + (now.end() + 1_000_000) + ":";
        for (String after : List.of(
                "",
                "yesterday",
                CatalogVersion.of(Position.of("former", "5:5:")),
                CatalogVersion.of(Position.of(now.database(), beyond)))) {
            try (CatalogSubscriber subscriber = CatalogSubscriber.open(transport, port, null, after)) {
                assertThat(subscriber.awaitError()).startsWith("BAD_USER_INPUT: after is ");
            }
        }
    }

    @Test
    void aSlowSubscriberIsToldEverythingWhenItIsReady() {
        Slow slow = new Slow();
        watch.after(null, true, BOUND).subscribe(slow);
        for (int n = 0; n < 20; n++) {
            rename(brass, "Lamp " + n);
        }
        catalog.follow();
        assertThat(slow.told).isEmpty();

        slow.request(1);
        await().atMost(BOUND).until(() -> slow.told.size() == 1);
        slow.request(100);

        await().atMost(BOUND).until(() -> slow.told.size() == 20);
        assertThat(slow.told.stream().map(ToldChange::version)).doesNotHaveDuplicates();
        slow.cancel();
    }

    @Test
    void whatIsToldIsCounted() {
        await().atMost(BOUND)
                .until(() -> meters.get("catalog.changes.subscribers").gauge().value() == 0);
        try (CatalogSubscriber one = CatalogSubscriber.open(Transport.STREAM, port, null, null);
                CatalogSubscriber other = CatalogSubscriber.open(Transport.SOCKET, port, null, null)) {
            assertThat(meters.get("catalog.changes.subscribers").gauge().value())
                    .isEqualTo(2);
            rename(brass, "Counted");
            one.await(1);
            other.await(1);
            double before = updated();
            rename(brass, "Counted again");
            one.await(2);
            other.await(2);

            assertThat(updated()).isEqualTo(before + 2);
        }
    }

    private double updated() {
        return meters.get("catalog.changes.told")
                .tag("operation", "updated")
                .counter()
                .count();
    }

    private void rename(Product product, String name) {
        jdbc.sql("UPDATE products SET name = ? WHERE id = ?")
                .params(name, product.databaseId())
                .update();
    }

    private static List<String> operations(List<Told> told) {
        return told.stream().map(Told::what).toList();
    }

    /** Takes what it asks for, and asks for nothing by itself. */
    private static final class Slow extends BaseSubscriber<ToldChange> {

        private final List<ToldChange> told = new CopyOnWriteArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ToldChange change) {
            told.add(change);
        }
    }
}
