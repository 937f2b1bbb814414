package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheProperties;
import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which answers are stored for other nodes, and which are kept by the node that made them alone. */
@HttpGatewayTest
class SharedAnswerTests {

    private static final String HOMEPAGE = "{ featuredProducts { name category { name } } }";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final RedissonClient redis;
    private final String keys;
    private final Product brassLamp;
    private final Category lamps;

    SharedAnswerTests(
            @LocalServerPort int port, CatalogFixtures catalog, RedissonClient redis, CacheProperties properties) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.redis = redis;
        keys = properties.prefix() + ":*answers/*";
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brassLamp = catalog.product("Brass lamp").in(lamps).featured().insert();
    }

    @BeforeEach
    void forget() {
        catalog.evict();
        redis.getKeys().deleteByPattern(keys);
    }

    @Test
    void anAnswerThatTookSeveralReadsIsShared() {
        gateway.ask(HOMEPAGE);

        await().atMost(PATIENCE).until(() -> shared() == 1);
    }

    @Test
    void anAnswerThatOneReadIsEnoughForIsNot() {
        gateway.ask("{ product(id: \"%d\") { name } }".formatted(brassLamp.databaseId()));

        sharesAnotherThat();
        assertThat(shared()).isEqualTo(1);
    }

    @Test
    void anAnswerMadeOfWhatTheNodeHoldsIsNot() {
        gateway.ask(HOMEPAGE);
        await().atMost(PATIENCE).until(() -> shared() == 1);

        gateway.ask("{ featuredProducts { price category { slug } } }");

        sharesAnotherThat();
        assertThat(shared()).isEqualTo(2);
    }

    @Test
    void aLargeAnswerIsWhateverItTook() {
        IntStream.range(0, 50)
                .forEach(number -> catalog.product("Lamp " + number)
                        .in(lamps)
                        .description("It stands on any table. ".repeat(20))
                        .featured()
                        .insert());
        catalog.evict();
        String document = "{ featuredProducts(first: 50) { %s description } }";
        gateway.ask(document.formatted("name"));
        await().atMost(PATIENCE).until(() -> shared() == 1);

        gateway.ask(document.formatted("price"));

        await().atMost(PATIENCE).until(() -> shared() == 2);
    }

    /** What is stored later is stored behind the rest. */
    private void sharesAnotherThat() {
        long before = shared();
        gateway.ask("{ categoryBySlug(slug: \"lamps\") { name productCount products { nodes { name } } } }");
        await().atMost(PATIENCE).until(() -> shared() > before);
    }

    private long shared() {
        Iterable<String> found =
                redis.getKeys().getKeys(KeysScanOptions.defaults().pattern(keys));
        return StreamSupport.stream(found.spliterator(), false).count();
    }
}
