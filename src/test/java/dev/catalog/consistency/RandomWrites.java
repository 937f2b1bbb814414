package dev.catalog.consistency;

import java.util.ArrayList;
import java.util.List;

/** Random statements over a small catalog, with all that its tables allow: cycles, parents that are gone, columns that are null. */
final class RandomWrites {

    /** The slugs that categories ever have. */
    static final int SLUGS = 12;

    private static final String SEED_CATEGORIES = """
            INSERT INTO categories (name, slug, parent_id, position, active, created_at, updated_at)
            SELECT 'Shelf ' || n, 's' || n, CASE WHEN n > 3 THEN currval('categories_id_seq') - 3 END, n % 3, n % 5 > 0,
                   timestamp '2026-01-01' + n * interval '1 day', now()
              FROM generate_series(1, 8) AS n""";

    private static final String SEED_PRODUCTS = """
            INSERT INTO products (name, price, category_id, featured, active, created_at, updated_at)
            SELECT 'Lamp ' || n, n % 7 + 1, c.id, n % 3 = 0, n % 4 > 0, timestamp '2026-01-01' + n * interval '1 hour', now()
              FROM categories c, generate_series(1, 3) AS n""";

    /** More rows than the log tells one by one. */
    private static final int MANY = 1_001;

    /** The names that rows ever have. */
    static final String[] NAMES = {
        "Arc lamp", "Brass lamp", "Oak chair", "Chair", "Zebra", "Lamp shade", "Brass bras", "älter Stuhl"
    };

    private final RandomChoice choice;
    private boolean many;

    RandomWrites(RandomChoice choice) {
        this.choice = choice;
    }

    /** The statements of a transaction that empties the tables, for which it locks all others out, and fills them anew. */
    static List<String> replacement() {
        return List.of("TRUNCATE products, categories", SEED_CATEGORIES, SEED_PRODUCTS);
    }

    /** The statements of one transaction. */
    List<String> transaction() {
        List<String> statements = new ArrayList<>();
        if (many && choice.rarely(300)) {
            many = false;
            return List.of("DELETE FROM products WHERE id > (SELECT min(id) + 30 FROM products)");
        }
        int count = choice.of(1, 1, 1, 2, 4);
        for (int i = 0; i < count; i++) {
            statements.addAll(choice.rarely(350) ? ofCategories() : ofProducts());
        }
        return statements;
    }

    private List<String> ofProducts() {
        int kind = choice.below(100);
        if (kind < 20) {
            return List.of(insertProduct());
        }
        if (kind < 32) {
            return List.of(
                    "DELETE FROM products WHERE id = " + product() + " AND (SELECT count(*) FROM products) > 10");
        }
        if (kind < 34) {
            return List.of("UPDATE products SET id = nextval('products_id_seq') WHERE id = " + product());
        }
        if (kind < 40) {
            return List.of("UPDATE products SET " + assignment() + " WHERE category_id = " + category());
        }
        if (kind < 41) {
            many = true;
            return List.of(insertMany(), "UPDATE products SET " + assignment());
        }
        if (kind < 46) {
            return List.of("SAVEPOINT before", insertProduct(), "ROLLBACK TO before", insertProduct());
        }
        return List.of("UPDATE products SET " + assignment() + touch() + " WHERE id = " + product());
    }

    private String insertProduct() {
        return "INSERT INTO products (name, description, price, category_id, featured, active, created_at, updated_at)"
                + " SELECT %s, %s, %s, c.id, %s, %s, %s, now() FROM categories c WHERE c.id = %s"
                        .formatted(name(), description(), price(), flag(), flag(), time(), category())
                + " AND (SELECT count(*) FROM products) < 30";
    }

    private String insertMany() {
        return "INSERT INTO products (name, price, category_id, created_at, updated_at)"
                + " SELECT 'Many ' || n, 2, c.id, timestamp '2020-01-01' + n * interval '1 minute', now()"
                + " FROM categories c, generate_series(1, %d) AS n WHERE c.id = %s".formatted(MANY, category());
    }

    private String assignment() {
        return choice.made(
                () -> "name = " + name(),
                () -> "description = " + description(),
                () -> "price = " + price(),
                () -> "category_id = coalesce(" + category() + ", category_id)",
                () -> "category_id = coalesce(" + category() + ", category_id)",
                () -> "featured = " + flag(),
                () -> "active = " + flag(),
                () -> "created_at = " + time(),
                () -> "updated_at = " + time(),
                () -> "name = name",
                () -> "active = %s, featured = %s, name = %s".formatted(flag(), flag(), name()),
                () -> "category_id = coalesce(%s, category_id), price = %s, active = %s"
                        .formatted(category(), price(), flag()));
    }

    private List<String> ofCategories() {
        int kind = choice.below(100);
        if (kind < 20) {
            return List.of("INSERT INTO categories (name, slug, parent_id, position, active, created_at, updated_at)"
                    + " SELECT %s, %s, %s, %s, %s, %s, now() WHERE (SELECT count(*) FROM categories) < %d"
                            .formatted(name(), slug(), parent(), position(), flag(), time(), SLUGS - 2));
        }
        if (kind < 30) {
            String category = category();
            String enough = " AND (SELECT count(*) FROM categories) > 4";
            return List.of(
                    "DELETE FROM products WHERE category_id = " + category + enough,
                    "DELETE FROM categories WHERE id = " + category + enough);
        }
        if (kind < 33) {
            return List.of("UPDATE categories SET id = nextval('categories_id_seq') WHERE id = " + category());
        }
        if (kind < 35) {
            // A row that others have named as their parent comes back.
            return List.of("UPDATE categories SET id = (SELECT max(parent_id) FROM categories c WHERE NOT EXISTS"
                    + " (SELECT FROM categories p WHERE p.id = c.parent_id)) WHERE id = " + category());
        }
        if (kind < 39) {
            // A ring of parents, which a later move opens.
            return List.of("UPDATE categories p SET parent_id = c.id FROM categories c"
                    + " WHERE c.parent_id = p.id AND c.id = " + category());
        }
        if (kind < 46) {
            String one = slug();
            String other = slug();
            return List.of(
                    "UPDATE categories SET slug = 'aside' WHERE slug = " + one,
                    "UPDATE categories SET slug = " + one + " WHERE slug = " + other,
                    "UPDATE categories SET slug = " + other + " WHERE slug = 'aside'");
        }
        if (kind < 49) {
            return List.of("UPDATE categories SET position = coalesce(position, 0) + 1");
        }
        if (kind < 52) {
            return List.of("UPDATE categories SET parent_id = %s WHERE parent_id = %s".formatted(parent(), category()));
        }
        String column = choice.made(
                () -> "name = " + name(),
                () -> "slug = " + slug(),
                () -> "parent_id = " + parent(),
                () -> "parent_id = " + parent(),
                () -> "position = " + position(),
                () -> "active = " + flag(),
                () -> "created_at = " + time(),
                () -> "name = %s, parent_id = %s, active = %s".formatted(name(), parent(), flag()));
        return List.of("UPDATE categories SET " + column + touch() + " WHERE id = " + category());
    }

    private String touch() {
        return choice.rarely(500) ? ", updated_at = clock_timestamp()" : "";
    }

    private String product() {
        return "(SELECT id FROM products ORDER BY id DESC LIMIT 1 OFFSET %d)".formatted(choice.below(24));
    }

    private String category() {
        return "(SELECT id FROM categories ORDER BY id DESC LIMIT 1 OFFSET %d)".formatted(choice.below(8));
    }

    private String parent() {
        return choice.made(
                () -> "NULL",
                () -> "(SELECT max(id) + %d FROM categories)".formatted(1 + choice.below(2)),
                this::category,
                this::category,
                this::category);
    }

    private String name() {
        return "'" + choice.of(NAMES) + "'";
    }

    private String description() {
        return choice.of("NULL", "'A lamp of brass'", "'Made of oak'");
    }

    private String price() {
        return choice.of("1", "2.50", "5", "10.00", "99.99");
    }

    private String flag() {
        return choice.of("true", "true", "true", "false", "NULL");
    }

    private String position() {
        return choice.of("NULL", "0", "1", "2", "-1");
    }

    private String slug() {
        return "'s" + (1 + choice.below(SLUGS)) + "'";
    }

    private String time() {
        return "timestamp '2026-01-01' + interval '%d hours'".formatted(choice.below(100));
    }
}
