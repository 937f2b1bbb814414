package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.SearchDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class IndexUseTests {

    private static final SearchDocument PRODUCTS = new SearchDocument("products", "name", "description");
    private static final SearchDocument CATEGORIES = new SearchDocument("categories", "name", null);

    private static final TestDatabase DATABASE = TestDatabase.empty();

    @BeforeAll
    static void stock() {
        Gateway.run(DATABASE.url());
        DATABASE.jdbc()
                .sql("INSERT INTO categories (name, slug, created_at, updated_at)"
                        + " SELECT 'Category ' || n, n, now(), now() FROM generate_series(1, 200) n")
                .update();
        DATABASE.jdbc()
                .sql("INSERT INTO products (name, price, category_id, active, featured, created_at, updated_at)"
                        + " SELECT 'Product ' || n, n, 1 + n % 200, n % 2 = 0, n % 100 = 0, now() - n * interval '1 s', now()"
                        + " FROM generate_series(1, 5000) n")
                .update();
        DATABASE.jdbc().sql("ANALYZE").update();
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                Arguments.of(
                        "catalog_products_by_name",
                        "SELECT * FROM products WHERE (name, id) > ('Lamp', 7) ORDER BY name, id LIMIT 21"),
                Arguments.of(
                        "catalog_products_by_name",
                        "SELECT * FROM products WHERE active AND (name, id) <= ('Lamp', 7) ORDER BY name DESC, id DESC LIMIT 1"),
                Arguments.of(
                        "catalog_products_by_price",
                        "SELECT * FROM products WHERE (price, id) < (7.5, 7) ORDER BY price DESC, id DESC LIMIT 21"),
                Arguments.of(
                        "catalog_products_by_created_at",
                        "SELECT * FROM products WHERE (created_at, id) < (now()::timestamp, 7)"
                                + " ORDER BY created_at DESC, id DESC LIMIT 21"),
                Arguments.of(
                        "catalog_products_active_by_created_at",
                        "SELECT * FROM products WHERE active ORDER BY created_at DESC, id DESC LIMIT 20"),
                Arguments.of(
                        "catalog_products_featured",
                        "SELECT * FROM products WHERE featured AND active ORDER BY created_at DESC, id DESC LIMIT 100"),
                Arguments.of(
                        "catalog_products_by_category_and_name",
                        "SELECT * FROM products WHERE active AND category_id = 7 AND (name, id) > ('Lamp', 7)"
                                + " ORDER BY name, id LIMIT 21"),
                Arguments.of(
                        "catalog_products_by_category_and_price",
                        "SELECT * FROM products WHERE active AND category_id = 7 AND (price, id) > (7.5, 7)"
                                + " ORDER BY price, id LIMIT 21"),
                Arguments.of(
                        "catalog_products_by_category_and_created_at",
                        "SELECT * FROM products WHERE active AND category_id = 7 ORDER BY created_at DESC, id DESC LIMIT 21"),
                Arguments.of(
                        "catalog_products_words",
                        "SELECT * FROM products p WHERE " + PRODUCTS.wordsSql("p")
                                + " @@ CAST('''lamp'':*' AS tsquery)"),
                Arguments.of(
                        "catalog_products_name_trigrams",
                        "SELECT * FROM products p WHERE " + PRODUCTS.nameSql("p") + " %>> 'lamp'"),
                Arguments.of(
                        "catalog_categories_words",
                        "SELECT * FROM categories c WHERE " + CATEGORIES.wordsSql("c")
                                + " @@ CAST('''lamp'':*' AS tsquery)"),
                Arguments.of(
                        "catalog_categories_name_trigrams",
                        "SELECT * FROM categories c WHERE " + CATEGORIES.nameSql("c") + " %>> 'lamp'"),
                Arguments.of(
                        "catalog_categories_by_position",
                        "SELECT * FROM categories c"
                                + " WHERE (coalesce(cast(c.position as bigint), 2147483648), c.name, c.id) > (1, 'Lamps', 7)"
                                + " ORDER BY coalesce(cast(c.position as bigint), 2147483648), c.name, c.id LIMIT 21"),
                Arguments.of(
                        "catalog_categories_by_name",
                        "SELECT * FROM categories WHERE (name, id) > ('Lamps', 7) ORDER BY name, id LIMIT 21"),
                Arguments.of(
                        "catalog_categories_by_created_at",
                        "SELECT * FROM categories ORDER BY created_at DESC, id DESC LIMIT 21"));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void readGoesAlongItsIndex(String index, String read) {
        assertThat(plan(read)).contains(index).doesNotContain("Sort");
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void eachIndexHasARead(String index) {
        assertThat(reads().map(read -> read.get()[0])).contains(index);
    }

    static List<String> indexes() {
        return TestDatabase.allIndexes();
    }

    /** The plan that PostgreSQL would choose for a large table. */
    private static String plan(String read) {
        SingleConnectionDataSource connection = new SingleConnectionDataSource(DATABASE.url(), true);
        try {
            JdbcClient jdbc = JdbcClient.create(connection);
            jdbc.sql("SET enable_seqscan = off").update();
            jdbc.sql("SET enable_sort = off").update();
            return String.join(
                    "\n", jdbc.sql("EXPLAIN " + read).query(String.class).list());
        } finally {
            connection.destroy();
        }
    }
}
