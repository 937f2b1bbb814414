package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Mutations that meet each other, and those of others, at the same rows. */
@HttpGatewayTest
@Timeout(120)
class WriteRaceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> NONE = List.of();
    private static final String GONE_AGAIN = "made, then NOT_FOUND";

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final MutationClient gateway;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    WriteRaceTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.gateway = new MutationClient(port);
        this.catalog = catalog;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    @AfterEach
    void emptyCatalog() {
        catalog.clear();
    }

    @AfterEach
    void sendClientsHome() {
        clients.shutdownNow();
    }

    @Test
    void ofTwentyThatTakeOneSlugOneHasIt() throws Exception {
        List<List<String>> outcomes = atOnce(IntStream.range(0, 20)
                .<Callable<List<String>>>mapToObj(n -> () -> gateway.userErrors(
                        "createCategory", "{\"name\": \"Lamps %d\", \"slug\": \"lamps\"}".formatted(n)))
                .toList());

        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(List.of("slug TAKEN")))
                .hasSize(19);
        assertThat(count("SELECT count(*) FROM categories")).isEqualTo(1);
    }

    @Test
    void ofTwoThatChangeTheirSlugsToOneOneHasIt() throws Exception {
        Category lamps = catalog.category("Lamps").insert();
        Category chairs = catalog.category("Chairs").insert();

        List<List<String>> outcomes = atOnce(List.of(rename(lamps), rename(chairs)));

        assertThat(outcomes).containsExactlyInAnyOrder(NONE, List.of("slug TAKEN"));
    }

    private Callable<List<String>> rename(Category category) {
        return () ->
                gateway.userErrors("updateCategory", "{\"id\": \"%s\", \"slug\": \"one\"}".formatted(category.id()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 2, 2, 3, 5, 8})
    void movesThatTogetherWouldMakeARingMakeNone(int length) throws Exception {
        List<Category> categories = IntStream.range(0, length)
                .mapToObj(n -> catalog.category("Category " + n).insert())
                .toList();
        List<Callable<List<String>>> moves = new ArrayList<>();
        for (int n = 0; n < length; n++) {
            Category child = categories.get(n);
            Category parent = categories.get((n + 1) % length);
            moves.add(() -> gateway.userErrors(
                    "updateCategory", "{\"id\": \"%s\", \"parentId\": \"%s\"}".formatted(child.id(), parent.id())));
        }
        Collections.shuffle(moves);

        List<List<String>> outcomes = atOnce(moves);

        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(length - 1);
        assertThat(outcomes).contains(List.of("parentId INVALID"));
    }

    @RepeatedTest(3)
    void ofManyWhoDeleteARowOneDoes() throws Exception {
        Category lamps = catalog.category("Lamps").insert();
        Product brassLamp = catalog.product("Brass lamp").in(lamps).insert();

        assertOneDeletes("deleteProduct", brassLamp.id());
        assertOneDeletes("deleteCategory", lamps.id());
    }

    private void assertOneDeletes(String mutation, String id) throws Exception {
        List<List<String>> outcomes =
                atOnce(Collections.nCopies(5, () -> gateway.userErrors(mutation, "{\"id\": \"%s\"}".formatted(id))));

        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(List.of("id NOT_FOUND")))
                .hasSize(4);
    }

    @Test
    void ofManyWhoExpectTheSameVersionOneChangesIt() throws Exception {
        Product brassLamp = catalog.product("Brass lamp").insert();

        List<List<String>> outcomes = atOnce(IntStream.range(0, 10)
                .<Callable<List<String>>>mapToObj(n -> () -> gateway.userErrors(
                        "updateProduct",
                        "{\"id\": \"%s\", \"expectedUpdatedAt\": \"%s\", \"price\": %d}"
                                .formatted(brassLamp.id(), brassLamp.updatedAt(), n + 20)))
                .toList());

        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(List.of("expectedUpdatedAt CONFLICT")))
                .hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createProduct", "updateProduct"})
    void aCategoryThatIsBeingDeletedIsNotFound(String mutation) throws Exception {
        Category lamps = catalog.category("Lamps").insert();
        Product brassLamp = catalog.product("Brass lamp").insert();
        String input = mutation.startsWith("create")
                ? "{\"name\": \"Arc lamp\", \"price\": 1, \"categoryId\": \"%s\"}".formatted(lamps.id())
                : "{\"id\": \"%s\", \"categoryId\": \"%s\"}".formatted(brassLamp.id(), lamps.id());

        Future<List<String>> outcome =
                duringTransaction(() -> catalog.delete(lamps), () -> gateway.userErrors(mutation, input));

        assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly("categoryId NOT_FOUND");
    }

    @Test
    void aParentThatIsBeingDeletedIsNotFound() throws Exception {
        Category lamps = catalog.category("Lamps").insert();

        Future<List<String>> outcome = duringTransaction(
                () -> catalog.delete(lamps),
                () -> gateway.userErrors(
                        "createCategory",
                        "{\"name\": \"Arc\", \"slug\": \"arc\", \"parentId\": \"%s\"}".formatted(lamps.id())));

        assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).containsExactly("parentId NOT_FOUND");
    }

    @Test
    void aDeletionTakesAProductAlongThatIsBeingMadeMeanwhile() throws Exception {
        Category lamps = catalog.category("Lamps").insert();

        Future<List<String>> outcome = duringTransaction(
                () -> catalog.product("Brass lamp").in(lamps).insert(),
                () -> gateway.userErrors("deleteCategory", "{\"id\": \"%s\"}".formatted(lamps.id())));

        assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
        assertThat(count("SELECT (SELECT count(*) FROM products) + (SELECT count(*) FROM categories)"))
                .isZero();
    }

    @Test
    void creationsAndDeletionsLeaveNoProductWithoutItsCategory() throws Exception {
        for (int round = 0; round < 5; round++) {
            Category lamps = catalog.category("Lamps").slug("lamps-" + round).insert();
            String creation = "{\"name\": \"Lamp\", \"price\": 1, \"categoryId\": \"%s\"}".formatted(lamps.id());
            List<Callable<List<String>>> writes =
                    new ArrayList<>(Collections.nCopies(6, () -> outcome(gateway.answer("createProduct", creation))));
            writes.add(3, () -> gateway.userErrors("deleteCategory", "{\"id\": \"%s\"}".formatted(lamps.id())));

            assertThat(atOnce(writes)).isSubsetOf(NONE, List.of("categoryId NOT_FOUND"), List.of(GONE_AGAIN));
            assertThat(count("SELECT (SELECT count(*) FROM products) + (SELECT count(*) FROM categories)"))
                    .isZero();
        }
    }

    /** The user errors, or that the product was gone before its category was read. */
    private static List<String> outcome(JsonNode answer) {
        JsonNode code = answer.at("/errors/0/extensions/code");
        return code.isMissingNode()
                ? MutationClient.userErrors(answer.at("/data/createProduct"))
                : List.of("made, then " + code.asString());
    }

    /** Runs the mutation while the write is done and not committed, and commits it once the mutation waits. */
    private Future<List<String>> duringTransaction(Runnable write, Callable<List<String>> mutation) {
        List<Future<List<String>>> outcome = new ArrayList<>();
        transaction.executeWithoutResult(_ -> {
            write.run();
            outcome.add(clients.submit(mutation));
            await().atMost(PATIENCE)
                    .until(() -> count("SELECT count(*) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                            > 0);
        });
        return outcome.getFirst();
    }

    private <T> List<T> atOnce(List<? extends Callable<T>> works) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> work : works) {
            running.add(clients.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        start.countDown();
        List<T> outcomes = new ArrayList<>();
        for (Future<T> future : running) {
            outcomes.add(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return outcomes;
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
