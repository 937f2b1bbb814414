package dev.catalog.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.startup.StartupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;

class SampleCatalogTests {

    private static final String SAMPLE = "classpath:sample/";

    private final ImportDatabase database = new ImportDatabase();

    @Test
    void shipsOneThatIsWorthExploring() {
        sample(null, SAMPLE).start();

        assertThat(database.categories()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(database.products()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(depth()).isEqualTo(4);
        assertThat(count("categories WHERE NOT active")).isPositive();
        assertThat(count("products WHERE NOT active")).isPositive();
        assertThat(count("products WHERE featured AND active")).isGreaterThanOrEqualTo(8);
        assertThat(count("products WHERE description IS NOT NULL")).isGreaterThanOrEqualTo(300);
        assertThat(count("products WHERE name ~ '[^[:ascii:]]'")).isPositive();
        assertThat(count("products WHERE date_part('microseconds', created_at)::int % 1000 <> 0"))
                .isPositive();
    }

    @Test
    void leavesACatalogThatIsThereAlone() {
        database.jdbc.execute(
                "INSERT INTO categories (name, slug, created_at, updated_at) VALUES ('a', 'a', now(), now())");

        sample(null, SAMPLE).start();

        assertThat(database.categories()).hasSize(1);
        assertThat(database.products()).isEmpty();
    }

    @Test
    void staysAwayWhereAFolderIsImportedOrNoSampleIsSet() {
        sample("folder", SAMPLE).start();
        sample(null, " ").start();

        assertThat(database.categories()).isEmpty();
    }

    @Test
    void sampleThatIsNotThereEndsTheStart() {
        assertThatThrownBy(() -> sample(null, "classpath:nowhere/").start())
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "catalog.sample: classpath:nowhere/ has neither categories.ndjson nor categories.ndjson.gz");
    }

    private SampleCatalog sample(@Nullable String folder, String location) {
        ImportProperties properties = new ImportProperties(folder, ImportMode.APPEND_IF_EMPTY, location);
        return new SampleCatalog(properties, database.importer(), new DefaultResourceLoader());
    }

    private long count(String rows) {
        return number("SELECT count(*) FROM " + rows);
    }

    private long depth() {
        return number("""
                WITH RECURSIVE tree (id, depth) AS (
                  SELECT id, 1 FROM categories WHERE parent_id IS NULL
                  UNION ALL SELECT c.id, depth + 1 FROM categories c JOIN tree ON c.parent_id = tree.id)
                SELECT max(depth) FROM tree
                """);
    }

    private long number(String sql) {
        Long number = database.jdbc.queryForObject(sql, Long.class);
        return number == null ? 0 : number;
    }
}
