package dev.catalog.transfer;

import static dev.catalog.transfer.ImportDatabase.NOW;
import static dev.catalog.transfer.ImportDatabase.category;
import static dev.catalog.transfer.ImportDatabase.file;
import static dev.catalog.transfer.ImportDatabase.files;
import static dev.catalog.transfer.ImportDatabase.gzip;
import static dev.catalog.transfer.ImportDatabase.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.util.unit.DataSize;

class CatalogImporterTests {

    private static final CatalogSource LAMPS = files(category("lamps"), product("Brass lamp", "lamps"));
    private static final CatalogSource KNIVES = files(category("knives"), product("Bread knife", "knives"));

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final ImportDatabase database = new ImportDatabase();

    @Test
    void emptyCatalogTakesEveryFieldAsItIs() {
        String categories = category("lighting") + """
                {"active":false,"position":-3,"parent_slug":"lighting","name":"Lámpák \\\\N","slug":"Lámpák & co"}
                """;
        String product = """
                {"name":"Tab\\t, \\"quote\\", \\\\. and 💡","description":"one\\ntwo\\r\\n\\\\N","price":"99999999.9",\
                "category_slug":"Lámpák & co","featured":true,"active":false,"created_at":"2026-01-31T23:30:00.123456-01:00"}
                """;

        assertThat(database.importer().importIfEmpty(files(categories, product), ImportProgress.NONE))
                .contains(new ImportedCatalog(2, 1));

        assertThat(database.categories())
                .containsExactly(
                        categoryRow(1, "lighting", "lighting", null, 0, true),
                        categoryRow(2, "Lámpák \\N", "Lámpák & co", 1L, -3, false));
        LocalDateTime created = LocalDateTime.parse("2026-02-01T00:30:00.123456");
        assertThat(database.products())
                .containsExactly(Map.of(
                        "id",
                        1L,
                        "name",
                        "Tab\t, \"quote\", \\. and 💡",
                        "description",
                        "one\ntwo\r\n\\N",
                        "price",
                        new BigDecimal("99999999.90"),
                        "category_id",
                        2L,
                        "featured",
                        true,
                        "active",
                        false,
                        "created_at",
                        Timestamp.valueOf(created),
                        "updated_at",
                        Timestamp.valueOf(created)));
    }

    @Test
    void catalogWithOneRowIsNotEmpty() {
        database.jdbc.execute(
                "INSERT INTO categories (name, slug, created_at, updated_at) VALUES ('a', 'a', now(), now())");

        assertThat(database.importer().importIfEmpty(LAMPS, ImportProgress.NONE))
                .isEmpty();

        assertThat(database.categories()).hasSize(1);
        assertThat(database.products()).isEmpty();
        assertThat(database.events).isEmpty();
    }

    @Test
    void replacedCatalogIsGoneAndItsIdsAreNotUsedAgain() {
        database.importer().replace(LAMPS, ImportProgress.NONE);
        database.importer().replace(KNIVES, ImportProgress.NONE);

        assertThat(database.productNames()).containsExactly("Bread knife");
        assertThat(database.products()).first().extracting("id", "category_id").containsExactly(2L, 2L);
        assertThat(database.events).containsExactly(new CatalogReplaced(), new CatalogReplaced());
    }

    @Test
    void rowsOfTheRailsApplicationGetTheNextIds() {
        database.importer().replace(LAMPS, ImportProgress.NONE);

        assertThat(database.jdbc.queryForObject(
                        "INSERT INTO products (name, price, category_id, created_at, updated_at)"
                                + " VALUES ('Lamp', 1, 1, now(), now()) RETURNING id",
                        Long.class))
                .isEqualTo(2);
        assertThat(database.jdbc.queryForObject(
                        "INSERT INTO categories (name, slug, created_at, updated_at)"
                                + " VALUES ('Lamps', 'l', now(), now()) RETURNING id",
                        Long.class))
                .isEqualTo(2);
    }

    @Test
    void compressedFilesAndFilesWithoutALastLineEndAreRead() {
        CatalogSource source = new CatalogSource(
                file("categories.ndjson.gz", gzip(category("lamps").getBytes(StandardCharsets.UTF_8))),
                file("products.ndjson", product("Brass lamp", "lamps").strip()));

        assertThat(database.importer().importIfEmpty(source, ImportProgress.NONE))
                .contains(new ImportedCatalog(1, 1));
    }

    @Test
    void treeOfManyBatchesKeepsItsParents() {
        String categories = category("c0")
                + IntStream.range(1, 2500)
                        .mapToObj(i -> category("c" + i, "\"c%d\"".formatted(i - 1)))
                        .collect(Collectors.joining());

        database.importer().importIfEmpty(files(categories, product("Lamp", "c2499")), ImportProgress.NONE);

        assertThat(database.jdbc.queryForObject(
                        "SELECT count(*) FROM categories c JOIN categories p ON p.id = c.parent_id"
                                + " WHERE substr(c.slug, 2)::int = substr(p.slug, 2)::int + 1",
                        Long.class))
                .isEqualTo(2499);
    }

    @Test
    void rowThatOnlyTheDatabaseRefusesIsToldByItsLine() {
        database.jdbc.execute("ALTER TABLE products ADD CONSTRAINT cheap CHECK (price < 11)");
        String dear = product("Gold lamp", "lamps").replace("10.50", "11.50");

        assertThatThrownBy(() -> database.importer()
                        .replace(files(category("lamps"), product("Lamp", "lamps") + dear), ImportProgress.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage("products.ndjson:2: the database refuses it: new row for relation \"products\" violates"
                        + " check constraint \"cheap\"");
        assertThat(database.categories()).isEmpty();
    }

    @Test
    void rowOfAnotherTableKeepsTheCatalogFromBeingReplaced() {
        database.importer().replace(LAMPS, ImportProgress.NONE);
        database.jdbc.execute(
                "CREATE TABLE reviews (id int, product_id bigint CONSTRAINT reviewed REFERENCES products ON DELETE CASCADE)");
        database.jdbc.execute("INSERT INTO reviews VALUES (1, NULL)");
        database.importer().replace(LAMPS, ImportProgress.NONE);
        database.jdbc.execute("INSERT INTO reviews SELECT 2, id FROM products");

        assertThatThrownBy(() -> database.importer().replace(KNIVES, ImportProgress.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage("The catalog cannot be replaced: rows of the table reviews refer to products (reviewed)");

        assertThat(database.productNames()).containsExactly("Brass lamp");
        assertThat(database.jdbc.queryForObject("SELECT count(*) FROM reviews", Long.class))
                .isEqualTo(2);
    }

    @Test
    void readersSeeTheOldCatalogUntilTheNewOneIsWholeAndWritersWait() throws Exception {
        database.importer().replace(LAMPS, ImportProgress.NONE);
        PausedFile products = new PausedFile("products.ndjson", product("Bread knife", "knives"));
        CatalogSource source = new CatalogSource(file("categories.ndjson", category("knives")), products.file());

        CompletableFuture<ImportedCatalog> replacement = CompletableFuture.supplyAsync(
                () -> database.importer(DataSize.ofBytes(1)).replace(source, ImportProgress.NONE), THREADS);
        products.awaitRead();

        assertThat(database.productNames()).containsExactly("Brass lamp");
        assertThatThrownBy(() -> database.jdbc.execute(
                        "BEGIN; SET LOCAL lock_timeout = '1ms'; UPDATE products SET active = false; COMMIT"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("lock timeout");

        products.proceed();
        assertThat(replacement.get(1, TimeUnit.MINUTES)).isEqualTo(new ImportedCatalog(1, 1));
        assertThat(database.productNames()).containsExactly("Bread knife");
    }

    @Test
    void twoImportsIntoAnEmptyCatalogBringOne() throws Exception {
        PausedFile products = new PausedFile("products.ndjson", product("Brass lamp", "lamps"));
        CatalogSource slow = new CatalogSource(file("categories.ndjson", category("lamps")), products.file());

        var first = CompletableFuture.supplyAsync(
                () -> database.importer().importIfEmpty(slow, ImportProgress.NONE), THREADS);
        products.awaitRead();
        var second = CompletableFuture.supplyAsync(
                () -> database.importer().importIfEmpty(KNIVES, ImportProgress.NONE), THREADS);
        database.awaitLockWaiter();
        products.proceed();

        assertThat(List.of(
                        first.get(1, TimeUnit.MINUTES).isPresent(),
                        second.get(1, TimeUnit.MINUTES).isPresent()))
                .containsExactly(true, false);
        assertThat(database.productNames()).containsExactly("Brass lamp");
    }

    private static Map<String, @Nullable Object> categoryRow(
            long id, String name, String slug, @Nullable Long parent, int position, boolean active) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("slug", slug);
        row.put("parent_id", parent);
        row.put("position", position);
        row.put("active", active);
        row.put("created_at", Timestamp.valueOf(LocalDateTime.ofInstant(NOW, ZoneOffset.UTC)));
        row.put("updated_at", row.get("created_at"));
        return row;
    }
}
