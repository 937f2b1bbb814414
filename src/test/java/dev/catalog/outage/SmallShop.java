package dev.catalog.outage;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A catalog of two categories below one, twelve products, and operations over it. */
final class SmallShop {

    /** One root field each, of every kind that is cached. */
    static final List<String> ROOTS = List.of(
            "product(id: 1) {name price category {name slug}}",
            "products(first: 5) {nodes {name price} totalCount}",
            "featuredProducts(first: 3) {name}",
            "popularProducts(first: 3) {name}",
            "productsByCategory(slug: \"lamps\", first: 4) {nodes {name} totalCount}",
            "productCount",
            "categoryBySlug(slug: \"lamps\") {name productCount ancestors {name}}",
            "categories(first: 5) {nodes {name productCount subcategories {name}} totalCount}",
            "navigation {name productCount subcategories {name productCount}}");

    static final String WHOLE = "{" + String.join(" ", ROOTS) + "}";

    private SmallShop() {}

    static void open(JdbcClient jdbc) {
        jdbc.sql("TRUNCATE products, categories RESTART IDENTITY").update();
        jdbc.sql("""
                INSERT INTO categories (name, slug, parent_id, position, active, created_at, updated_at) VALUES
                  ('Home', 'home', NULL, 1, true, now(), now()),
                  ('Lamps', 'lamps', 1, 1, true, now(), now()),
                  ('Vases', 'vases', 1, 2, true, now(), now())""").update();
        jdbc.sql("""
                INSERT INTO products (name, price, category_id, featured, active, created_at, updated_at)
                SELECT 'Product ' || n, 10 + n, 2 + n % 2, n % 3 = 0, true, now(), now()
                FROM generate_series(1, 12) n""").update();
    }

    static void rename(JdbcClient jdbc, int product, String name) {
        jdbc.sql("UPDATE products SET name = ? WHERE id = ?")
                .params(name, product)
                .update();
    }
}
