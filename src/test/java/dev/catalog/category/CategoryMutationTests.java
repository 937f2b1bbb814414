package dev.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.graphql.CatalogVersion;
import dev.catalog.relay.GlobalId;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.MutationClient;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HttpGatewayTest
class CategoryMutationTests {

    private static final long GONE = Long.MAX_VALUE;

    private final int port;
    private final MutationClient gateway;
    private final ChangeFeed feed;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private Category lighting;
    private Category lamps;
    private Category deskLamps;

    CategoryMutationTests(@LocalServerPort int port, CatalogFixtures catalog, ChangeFeed feed, JdbcClient jdbc) {
        this.port = port;
        this.feed = feed;
        this.gateway = new MutationClient(port);
        this.catalog = catalog;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        lighting = catalog.category("Lighting").insert();
        lamps = catalog.category("Lamps").parent(lighting).position(3).insert();
        deskLamps = catalog.category("Desk lamps").parent(lamps).insert();
        catalog.follow();
    }

    @AfterEach
    void emptyCatalog() {
        catalog.clear();
    }

    @Test
    void aNewCategoryHasItsValuesAndTheDefaultsOfWhatIsAbsentOrNull() {
        for (String rest : new String[] {"", ", \"parentId\": null, \"position\": null, \"active\": null"}) {
            JsonNode category = written(
                    "createCategory",
                    "{\"name\": \"Chairs\", \"slug\": \"chairs%d\"%s}".formatted(rest.length(), rest));

            assertThat(category.at("/name").asString()).isEqualTo("Chairs");
            assertThat(category.at("/parent").isNull()).isTrue();
            assertThat(category.at("/position").asInt()).isZero();
            assertThat(category.at("/active").asBoolean()).isTrue();
            assertThat(category.at("/createdAt")).isEqualTo(category.at("/updatedAt"));
        }
    }

    @Test
    void aNewCategoryTakesEveryValue() {
        JsonNode category = written("createCategory", """
                {"name": "Arc lamps", "slug": "Arc Lamps!", "parentId": "%s", "position": -2147483648, "active": false}""".formatted(lamps.id()));

        assertThat(category.at("/slug").asString()).isEqualTo("Arc Lamps!");
        assertThat(category.at("/parent/slug").asString()).isEqualTo("lamps");
        assertThat(category.at("/position").asInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(category.at("/active").asBoolean()).isFalse();
    }

    @Test
    void allErrorsOfAnInputComeAtOnce() {
        assertThat(gateway.userErrors("createCategory", "{}")).containsExactlyInAnyOrder("name BLANK", "slug BLANK");
        assertThat(gateway.userErrors(
                        "createCategory",
                        "{\"name\": \"\\u0000\", \"slug\": \"lamps\", \"parentId\": %d}".formatted(GONE)))
                .containsExactlyInAnyOrder("name INVALID", "slug TAKEN", "parentId NOT_FOUND");
        assertThat(gateway.userErrors("updateCategory", """
                        {"id": %d, "name": "\\u00a0", "slug": "lamps", "parentId": %d, "position": null, "active": null}""".formatted(GONE, GONE)))
                .containsExactlyInAnyOrder(
                        "id NOT_FOUND",
                        "name BLANK",
                        "slug TAKEN",
                        "parentId NOT_FOUND",
                        "position BLANK",
                        "active BLANK");
        assertThat(gateway.userErrors("updateCategory", "{\"slug\": null}"))
                .containsExactlyInAnyOrder("id BLANK", "slug BLANK");
        assertThat(gateway.userErrors("deleteCategory", "{}")).containsExactly("id BLANK");
        assertThat(rows("categories")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "slug"})
    void aNameOrSlugHas255CharactersAtMost(String field) {
        String change = "{\"id\": \"" + lamps.id() + "\", \"" + field + "\": \"%s\"}";

        assertThat(gateway.userErrors("updateCategory", change.formatted("\ud83d\udca1".repeat(255))))
                .isEmpty();
        assertThat(gateway.userErrors("updateCategory", change.formatted("a".repeat(256))))
                .containsExactly(field + " TOO_LONG");
        assertThat(gateway.userErrors("updateCategory", change.formatted("a\\u0000")))
                .containsExactly(field + " INVALID");
        assertThat(gateway.userErrors("updateCategory", change.formatted(" \\u3000")))
                .containsExactly(field + " BLANK");
    }

    @Test
    void aSlugIsUniqueByteByByte() {
        assertThat(gateway.userErrors("updateCategory", change(lamps, "slug", "\"lighting\"")))
                .containsExactly("slug TAKEN");
        assertThat(gateway.userErrors("updateCategory", change(lamps, "slug", "\"lamps\"")))
                .isEmpty();
        assertThat(gateway.userErrors("updateCategory", change(lamps, "slug", "\"Lighting\"")))
                .isEmpty();
        assertThat(gateway.userErrors("updateCategory", change(lamps, "slug", "\"lighting \"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 2", "1, 1", "1, 2"})
    void aCategoryIsNeverBelowItself(int moved, int below) {
        Category[] chain = {lighting, lamps, deskLamps};

        assertThat(gateway.userErrors(
                        "updateCategory", change(chain[moved], "parentId", "\"" + chain[below].id() + "\"")))
                .containsExactly("parentId INVALID");
    }

    @Test
    void aRingThatIsThereAlreadyCanBeNamedAndLeft() {
        Category one = catalog.category("Ring one").parentId(GONE).insert();
        Category other = catalog.category("Ring other").parent(one).insert();
        jdbc.sql("UPDATE categories SET parent_id = ? WHERE id = ?")
                .params(other.databaseId(), one.databaseId())
                .update();

        assertThat(gateway.userErrors("updateCategory", change(deskLamps, "parentId", "" + one.databaseId())))
                .isEmpty();
        assertThat(gateway.userErrors("updateCategory", change(one, "parentId", "" + other.databaseId())))
                .containsExactly("parentId INVALID");
        assertThat(gateway.userErrors("updateCategory", change(one, "parentId", "null")))
                .isEmpty();
    }

    @Test
    void whatIsAbsentStaysAndNullMakesARoot() {
        JsonNode renamed = written("updateCategory", change(lamps, "name", "\"All lamps\""));
        assertThat(renamed.at("/name").asString()).isEqualTo("All lamps");
        assertThat(renamed.at("/slug").asString()).isEqualTo("lamps");
        assertThat(renamed.at("/position").asInt()).isEqualTo(3);
        assertThat(renamed.at("/parent/slug").asString()).isEqualTo("lighting");
        assertThat(time(renamed)).isAfter(lamps.updatedAt());

        JsonNode root = written("updateCategory", change(lamps, "parentId", "null"));
        assertThat(root.at("/name").asString()).isEqualTo("All lamps");
        assertThat(root.at("/parent").isNull()).isTrue();
    }

    @Test
    void anUpdateThatChangesNothingLeavesTheTimeOfTheLastChange() {
        assertThat(time(written("updateCategory", change(lamps, "parentId", "\"" + lighting.id() + "\""))))
                .isEqualTo(lamps.updatedAt());
    }

    @Test
    void rowsThatNoInputCouldMakeCanBeChanged() {
        Category old = catalog.category(" ")
                .slug("s".repeat(300))
                .position(null)
                .active(null)
                .parentId(GONE)
                .insert();

        JsonNode changed = written("updateCategory", change(old, "name", "\"Old\""));

        assertThat(changed.at("/position").isNull()).isTrue();
        assertThat(changed.at("/parent").isNull()).isTrue();
        assertThat(changed.at("/slug").asString()).hasSize(300);
    }

    @Test
    void aCategoryThatHasMovedOnIsAConflict() {
        String input = "{\"id\": \"%s\", \"expectedUpdatedAt\": \"%s\"}";
        Instant stale = deskLamps.updatedAt().plusNanos(1000);

        for (String mutation : new String[] {"updateCategory", "deleteCategory"}) {
            assertThat(gateway.userErrors(mutation, input.formatted(deskLamps.id(), stale)))
                    .containsExactly("expectedUpdatedAt CONFLICT");
            assertThat(gateway.userErrors(mutation, input.formatted(deskLamps.id(), deskLamps.updatedAt())))
                    .isEmpty();
        }
        assertThat(rows("categories")).isEqualTo(2);
    }

    @Test
    void aCategoryWithSubcategoriesIsNotDeleted() {
        catalog.product("Brass lamp").in(lamps).insert();
        jdbc.sql("UPDATE categories SET active = NULL WHERE id = ?")
                .param(deskLamps.databaseId())
                .update();

        assertThat(gateway.userErrors("deleteCategory", "{\"id\": \"" + lamps.id() + "\"}"))
                .containsExactly("id CONFLICT");
        assertThat(rows("categories")).isEqualTo(3);
        assertThat(rows("products")).isEqualTo(1);
    }

    @Test
    void aCategoryGoesWithItsProducts() {
        catalog.product("Brass lamp").in(deskLamps).insert();
        catalog.product("Old lamp").in(deskLamps).inactive().insert();
        catalog.product("Arc lamp").in(lamps).insert();

        JsonNode payload = gateway.payload("deleteCategory", "{\"id\": " + deskLamps.databaseId() + "}");

        assertThat(payload.at("/deletedId").asString()).isEqualTo(deskLamps.id());
        assertThat(jdbc.sql("SELECT name FROM products").query(String.class).list())
                .containsExactly("Arc lamp");
        assertThat(gateway.userErrors("deleteCategory", "{\"id\": " + deskLamps.databaseId() + "}"))
                .containsExactly("id NOT_FOUND");
    }

    @Test
    void whatIsReadPastTheCachesShowsTheMutationsAheadOfIt() {
        Position reached = feed.position().orElseThrow();
        long end = reached.end() + 1_000_000;
        String unreached = CatalogVersion.of(Position.of(reached.database(), end + ":" + end + ":"));
        String document = """
                mutation {
                  before: updateCategory(input: {id: "%1$s", position: 1}) {category {parent {name}}}
                  updateCategory(input: {id: "%2$s", name: "All lamps"}) {category {name}}
                  after: updateCategory(input: {id: "%1$s", position: 2}) {category {parent {name}}}
                }""".formatted(deskLamps.id(), lamps.id());

        JsonNode data = GatewayClient.json(new GatewayClient(port)
                        .ask(
                                document,
                                "Authorization",
                                "Bearer " + HttpGatewayTest.WRITER_TOKEN,
                                "X-Catalog-Min-Version",
                                unreached))
                .at("/data");

        assertThat(data.at("/before/category/parent/name").asString()).isEqualTo("Lamps");
        assertThat(data.at("/after/category/parent/name").asString()).isEqualTo("All lamps");
    }

    @ParameterizedTest
    @CsvSource({"updateCategory, id", "deleteCategory, id", "createCategory, parentId", "updateCategory, parentId"})
    void anIdOfAnotherTypeIsBadInput(String mutation, String field) {
        JsonNode error = gateway.answer(mutation, "{\"" + field + "\": \"" + new GlobalId("Product", 1) + "\"}")
                .at("/errors/0/extensions");

        assertThat(error.at("/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(error.at("/argumentPath").toString()).isEqualTo("[\"input\",\"" + field + "\"]");
    }

    @Test
    void aPositionBeyond32BitsIsBadInput() {
        assertThat(gateway.answer("updateCategory", change(lamps, "position", "2147483648"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_USER_INPUT");
    }

    private static String change(Category category, String field, String value) {
        return "{\"id\": \"%s\", \"%s\": %s}".formatted(category.id(), field, value);
    }

    private JsonNode written(String mutation, String input) {
        JsonNode payload = gateway.payload(mutation, input);
        assertThat(MutationClient.userErrors(payload)).isEmpty();
        return payload.at("/category");
    }

    private static Instant time(JsonNode category) {
        return Instant.parse(category.at("/updatedAt").asString());
    }

    private int rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
    }
}
