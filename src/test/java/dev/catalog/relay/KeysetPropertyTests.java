package dev.catalog.relay;

import dev.catalog.cache.RegionCaches;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Every list, in every order and direction, compared page by page with a model in memory.
 * <p>A failure names the seed of its walk, which {@code -Dkeyset.seed} repeats.
 */
@CatalogGatewayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysetPropertyTests {

    private static final long SEED = Long.getLong("keyset.seed", System.nanoTime());
    private static final int WALKS = 3;

    private final CatalogFixtures catalog;
    private final NamedParameterJdbcOperations jdbc;
    private final RegionCaches caches;
    private final GraphQlTester graphQl;
    private final Map<String, Integer> nameRanks;
    private long home;

    KeysetPropertyTests(
            CatalogFixtures catalog, NamedParameterJdbcOperations jdbc, RegionCaches caches, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.jdbc = jdbc;
        this.caches = caches;
        this.graphQl = graphQl;
        nameRanks = KeysetClient.nameRanks(jdbc);
    }

    @BeforeAll
    void emptyCatalog() {
        catalog.clear();
        home = catalog.category("Home").insert().databaseId();
    }

    static Stream<Arguments> lists() {
        return Stream.of(KeysetList.values())
                .flatMap(list -> list.orders()
                        .flatMap(order ->
                                Stream.of(false, true).map(backwards -> Arguments.of(list, order, backwards))));
    }

    @ParameterizedTest(name = "{0} by {1}, backwards: {2}")
    @MethodSource("lists")
    void aWalkMeetsEverySurvivingRowOnce(KeysetList list, KeysetOrder order, boolean backwards) {
        for (long seed = SEED; seed < SEED + WALKS; seed++) {
            walk(list, order, seed).walk(backwards);
        }
    }

    @ParameterizedTest(name = "{0} by {1}, backwards: {2}")
    @MethodSource("lists")
    void aPageBetweenCursorsHoldsWhatIsBetweenThem(KeysetList list, KeysetOrder order, boolean backwards) {
        walk(list, order, SEED).lookBetweenCursors(backwards);
    }

    private KeysetWalk walk(KeysetList list, KeysetOrder order, long seed) {
        KeysetClient client = new KeysetClient(jdbc, caches, graphQl, list, home);
        return new KeysetWalk(client, order, nameRanks, seed);
    }
}
