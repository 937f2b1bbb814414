package dev.catalog.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheState;
import dev.catalog.support.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Over a random history of writes, by SQL and by mutations, two nodes that share a Redis answer random operations as a gateway does that has no caches and leaves all
 * execution to graphql-java, each as soon as it has caught up, which one that has written itself has when it answers; the other one may lag behind meanwhile. Now and then a node's caches must have all that it read
 * lately as its loaders load it. Anonymous clients are answered over HTTP, by whole answers that were kept, what the uncached gateway answers.
 */
class CachedAnswerIT {

    private static final Logger log = LoggerFactory.getLogger(CachedAnswerIT.class);

    /** How many steps; each asks a node one operation, and about every third writes before. */
    private static final int STEPS = Integer.getInteger("catalog.consistency.steps", 1_500);

    private static final long SEED = Long.getLong("catalog.consistency.seed", System.nanoTime() & 0xFFFFFF);
    private static final int WRITES_PER_MILLE = 350;
    private static final int MUTATIONS_PER_MILLE = 250;
    private static final int AUDITS_PER_MILLE = 150;
    private static final int ANONYMOUS_PER_MILLE = 500;

    @Test
    void cachedAnswersEqualUncachedOnesAtEveryStep() throws SQLException {
        String url = TestServers.newDatabase();
        RandomChoice choice = new RandomChoice(SEED);
        JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(url, true));
        log.info("{} steps with the seed {}: -Dcatalog.consistency.seed={} repeats them", STEPS, SEED, SEED);

        try (GatewayNode one = GatewayNode.start(settings(url, true));
                GatewayNode other = GatewayNode.start(settings(url, true));
                GatewayNode uncached = GatewayNode.startPlain(settings(url, false));
                RandomWriter writer = new RandomWriter(url, choice)) {
            RandomOperations operations = new RandomOperations(choice);
            RandomMutations mutations = new RandomMutations(choice);
            writer.seed();
            for (int step = 0; step < STEPS; step++) {
                String where = "seed %d, step %d, after%n%%s".formatted(SEED, step);
                GatewayNode node = choice.rarely(500) ? one : other;
                GatewayNode wrote = null;
                if (step == 0 || choice.rarely(WRITES_PER_MILLE)) {
                    writer.write();
                } else if (!writer.isHalfDone() && choice.rarely(MUTATIONS_PER_MILLE)) {
                    wrote = choice.rarely(500) ? one : other;
                    String mutation = mutations.next();
                    writer.note(mutation);
                    assertShown(wrote.answer(mutation), uncached, () -> where.formatted(writer.history()));
                }
                List<Long> products = ids(database, "products");
                List<Long> categories = ids(database, "categories");
                operations.exist(products, categories);
                mutations.exist(products, categories);
                if (node != wrote) {
                    node.catchUp();
                }
                if (choice.rarely(AUDITS_PER_MILLE)) {
                    node.assertCachesAreRight(() -> where.formatted(writer.history()));
                }
                String operation = operations.next(uncached::answer);
                assertThat(node.answer(operation))
                        .as(() -> operation + " at " + where.formatted(writer.history()))
                        .isEqualTo(uncached.answer(operation));
                if (choice.rarely(ANONYMOUS_PER_MILLE)) {
                    assertThat(node.answerToAnonymous(operation))
                            .as(() -> operation + " at " + where.formatted(writer.history()))
                            .isEqualTo(uncached.answerToAnonymous(operation));
                }
            }
            log.info("Answers to anonymous clients: {} and {}", one.outcomes(), other.outcomes());
            assertThat(one.outcomes()).containsKeys("HIT", "MISS");
            assertThat(other.outcomes()).containsKeys("HIT", "MISS");
            assertThat(hitRatio(one)).isGreaterThan(0.2);
            assertThat(hitRatio(other)).isGreaterThan(0.2);
            assertThat(one.reads()).containsKeys(CacheState.NEAR, CacheState.HIT, CacheState.MISS);
        }
    }

    /** The last mutation of an operation shows its row as reads do after it. */
    private static void assertShown(Map<String, Object> answer, GatewayNode uncached, Supplier<String> description) {
        if (answer.get("m" + (answer.size() - 1)) instanceof Map<?, ?> payload
                && payload.get("row") instanceof Map<?, ?> row) {
            assertThat(row)
                    .as(description)
                    .isEqualTo(uncached.answer(RandomMutations.look(String.valueOf(row.get("id"))))
                            .get("node"));
        }
    }

    private static String[] settings(String url, boolean cached) {
        return new String[] {
            "--server.port=0",
            "--spring.datasource.url=" + url,
            "--spring.data.redis.url=" + TestServers.redisUrl(),
            "--catalog.cache.prefix=consistency-" + SEED,
            "--catalog.cache.timeout=10s",
            "--catalog.cache.enabled=" + cached,
            "--catalog.feed.enabled=" + cached
        };
    }

    private static List<Long> ids(JdbcClient database, String table) {
        return database.sql("SELECT id FROM " + table + " ORDER BY id DESC")
                .query(Long.class)
                .list();
    }

    private static double hitRatio(GatewayNode node) {
        Map<CacheState, Integer> reads = node.reads();
        int all = reads.values().stream().mapToInt(Integer::intValue).sum();
        log.info("Entries read: {}", reads);
        return (double) (reads.getOrDefault(CacheState.NEAR, 0) + reads.getOrDefault(CacheState.HIT, 0)) / all;
    }
}
