package dev.catalog.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayNode;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * What one change touches goes at once: a list, its count, the categories' counts and the menu of one operation
 * contradict each other for one second after the change at most.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ConsistencyBoundTests {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofMillis(300);
    private static final int WRITES = 50;
    private static final int PRODUCT = 2;

    private static final String OPERATION = """
            {productsByCategory(slug: "lamps", first: 100) {nodes {databaseId} totalCount}
             products(filter: {categorySlug: "lamps"}, first: 100) {nodes {databaseId} totalCount}
             categoryBySlug(slug: "lamps") {productCount}
             navigation {subcategories {slug productCount}}
             productCount(filter: {categorySlug: "lamps"})}""";

    private JdbcClient jdbc;
    private GatewayNode node;

    @BeforeAll
    void start() {
        String database = TestServers.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        node = GatewayNode.start(
                database,
                TestServers.redisUrl(),
                "catalog.cache.prefix=" + UUID.randomUUID(),
                "catalog.cache.timeout=5s");
        SmallShop.open(jdbc);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void oneOperationContradictsItselfForOneSecondAtMost() {
        Duration longest = Duration.ZERO;
        for (int write = 0; write < WRITES; write++) {
            longest = longer(longest, contradictionAfter(write));
        }
        assertThat(longest).isLessThan(BOUND);
    }

    /** Writes, then asks for as long as answers are wrong and a while after it; until when one was wrong. */
    private Duration contradictionAfter(int write) {
        write(write);
        long committed = System.nanoTime();
        Set<Integer> rows = lamps();
        Duration wrong = Duration.ZERO;
        Duration now = Duration.ZERO;
        while (now.compareTo(wrong.plus(WATCH)) < 0 && now.compareTo(BOUND.multipliedBy(3)) < 0) {
            JsonNode data = node.ask(OPERATION).data();
            now = Duration.ofNanos(System.nanoTime() - committed);
            if (!isRight(data, rows)) {
                wrong = now;
            }
        }
        return wrong;
    }

    /** Another category, back again, inactive, active again: each a statement of one row. */
    private void write(int write) {
        String change = List.of("category_id = 3", "category_id = 2", "active = false", "active = true")
                .get(write % 4);
        jdbc.sql("UPDATE products SET " + change + " WHERE id = " + PRODUCT).update();
    }

    private Set<Integer> lamps() {
        return new TreeSet<>(jdbc.sql("SELECT id FROM products WHERE category_id = 2 AND active")
                .query(Integer.class)
                .list());
    }

    private static boolean isRight(JsonNode data, Set<Integer> rows) {
        int menu = data.at("/navigation/0/subcategories")
                .valueStream()
                .filter(category -> category.at("/slug").asString().equals("lamps"))
                .findFirst()
                .orElseThrow()
                .at("/productCount")
                .asInt();
        Set<Integer> counts = Set.copyOf(List.of(
                menu,
                data.at("/productsByCategory/totalCount").asInt(),
                data.at("/products/totalCount").asInt(),
                data.at("/categoryBySlug/productCount").asInt(),
                data.at("/productCount").asInt()));
        return counts.equals(Set.of(rows.size()))
                && ids(data.at("/productsByCategory/nodes")).equals(rows)
                && ids(data.at("/products/nodes")).equals(rows);
    }

    private static Set<Integer> ids(JsonNode nodes) {
        return nodes.valueStream()
                .map(node -> node.at("/databaseId").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
