package dev.catalog.transfer;

import static dev.catalog.transfer.ImportDatabase.category;
import static dev.catalog.transfer.ImportDatabase.files;
import static dev.catalog.transfer.ImportDatabase.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SecondaryIndexesTests {

    private static final CatalogSource LAMPS = files(category("lamps"), product("Brass lamp", "lamps"));
    private static final DataSize ANY_IS_LARGE = DataSize.ofBytes(1);

    private final ImportDatabase database = new ImportDatabase();

    @BeforeEach
    void createIndexes() {
        database.jdbc.execute("""
                CREATE INDEX catalog_products_by_price ON products (price DESC, id) WHERE active;
                CREATE INDEX catalog_products_name_trigrams ON products USING gin (lower(name) gin_trgm_ops)
                  WITH (fastupdate = off);
                CREATE INDEX index_products_on_name ON products (name)
                """);
    }

    @Test
    void largeImportIntoAnEmptyCatalogBuildsTheGatewaysIndexesAnew() {
        Map<String, Object> definitions = indexes("pg_get_indexdef(indexrelid)");
        Map<String, Object> ids = indexes("indexrelid::bigint");

        database.importer(ANY_IS_LARGE).importIfEmpty(LAMPS, ImportProgress.NONE);

        assertThat(indexes("pg_get_indexdef(indexrelid)")).isEqualTo(definitions);
        assertThat(rebuilt(ids)).containsExactly("catalog_products_by_price", "catalog_products_name_trigrams");
    }

    @Test
    void importThatIsAloneInTheDatabaseBuildsThemAnew() {
        importer("catalog-import-1").replace(LAMPS, ImportProgress.NONE);
        Map<String, Object> ids = indexes("indexrelid::bigint");

        importer("catalog-import-2").replace(LAMPS, ImportProgress.NONE);

        assertThat(rebuilt(ids)).containsExactly("catalog_products_by_price", "catalog_products_name_trigrams");
    }

    @Test
    void otherSessionsKeepTheIndexesWhereThereIsACatalogToRead() throws SQLException {
        importer("catalog-import-1").replace(LAMPS, ImportProgress.NONE);
        Map<String, Object> ids = indexes("indexrelid::bigint");

        try (Connection reader = database.connect()) {
            importer("catalog-import-2").replace(LAMPS, ImportProgress.NONE);
            assertThat(reader.isValid(1)).isTrue();
        }
        database.importer(ANY_IS_LARGE).replace(LAMPS, ImportProgress.NONE);

        assertThat(rebuilt(ids)).isEmpty();
    }

    @Test
    void smallImportKeepsThem() {
        Map<String, Object> ids = indexes("indexrelid::bigint");

        database.importer().importIfEmpty(LAMPS, ImportProgress.NONE);

        assertThat(rebuilt(ids)).isEmpty();
    }

    @Test
    void eachIndexIsAStepOfTheProgress() {
        List<String> steps = new ArrayList<>();
        ImportProgress progress = new ImportProgress() {
            @Override
            public void step(String description) {
                steps.add(description);
            }
        };

        database.importer(ANY_IS_LARGE).importIfEmpty(LAMPS, progress);

        assertThat(steps)
                .containsExactly(
                        "building catalog_products_by_price",
                        "building catalog_products_name_trigrams",
                        "vacuum and analyze");
    }

    private CatalogImporter importer(String sessions) {
        return database.importer(ANY_IS_LARGE, sessions);
    }

    private List<String> rebuilt(Map<String, Object> ids) {
        Map<String, Object> now = indexes("indexrelid::bigint");
        return ids.keySet().stream()
                .filter(name -> !Objects.equals(ids.get(name), now.get(name)))
                .sorted()
                .toList();
    }

    private Map<String, Object> indexes(String property) {
        return database
                .jdbc
                .queryForList("SELECT indexrelid::regclass::text AS name, " + property
                        + " AS property FROM pg_index WHERE indrelid = 'products'::regclass AND indisvalid")
                .stream()
                .collect(Collectors.toMap(row -> String.valueOf(row.get("name")), row -> row.get("property")));
    }
}
