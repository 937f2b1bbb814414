package dev.catalog.feed;

import static dev.catalog.feed.CatalogTable.CATEGORIES;
import static dev.catalog.feed.CatalogTable.PRODUCTS;
import static dev.catalog.feed.ChangeKind.DELETED;
import static dev.catalog.feed.ChangeKind.INSERTED;
import static dev.catalog.feed.ChangeKind.MANY;
import static dev.catalog.feed.ChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

class RecordedChangesTests {

    private final FollowedDatabase database = new FollowedDatabase();
    private final Follower follower = Follower.of(database);
    private final long product = database.insertProducts(1);
    private int seen;

    @BeforeEach
    void forgetTheFirst() {
        seen = follower.changes().size();
    }

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void insertTellsWhatDecides() {
        database.execute("""
                INSERT INTO categories (name, slug, parent_id, active, created_at, updated_at)
                VALUES ('Desk lamps', 'desk-lamps', 1, NULL, now(), now())""");

        CatalogChange change = only();
        assertThat(change).extracting(CatalogChange::table, CatalogChange::kind).containsExactly(CATEGORIES, INSERTED);
        assertThat(change.before()).isEqualTo(RowValues.NONE);
        assertThat(change.after().values()).containsOnlyKeys("slug", "parent_id", "position", "name");
        assertThat(change.after().text("slug")).isEqualTo("desk-lamps");
        assertThat(change.after().number("parent_id")).isEqualTo(1);
        assertThat(change.after().flag("active")).isFalse();
        assertThat(change.columns()).isEmpty();
    }

    @Test
    void updateTellsBothSidesAndAllColumnsThatChanged() {
        database.execute(
                "UPDATE products SET price = 12.30, description = 'Bright', name = name, updated_at = '2030-01-01'");

        CatalogChange change = only();
        assertThat(change)
                .extracting(CatalogChange::table, CatalogChange::kind, CatalogChange::id)
                .containsExactly(PRODUCTS, UPDATED, product);
        assertThat(change.columns()).isEqualTo(Set.of("price", "description", "updated_at"));
        assertThat(change.before().decimal("price")).isEqualTo(new BigDecimal("10.50"));
        assertThat(change.after().decimal("price")).isEqualTo(new BigDecimal("12.30"));
        assertThat(change.after().values()).containsOnlyKeys("category_id", "name", "price", "active", "featured");
    }

    @Test
    void deletionTellsWhatWas() {
        database.execute("DELETE FROM products");

        CatalogChange change = only();
        assertThat(change).extracting(CatalogChange::kind, CatalogChange::id).containsExactly(DELETED, product);
        assertThat(change.before().number("category_id")).isEqualTo(1);
        assertThat(change.after()).isEqualTo(RowValues.NONE);
    }

    @Test
    void changedKeyIsADeletionAndAnInsertion() {
        database.execute("UPDATE products SET id = 1000");

        assertThat(told())
                .extracting(CatalogChange::kind, CatalogChange::id)
                .containsExactlyInAnyOrder(tuple(DELETED, product), tuple(INSERTED, 1000L));
    }

    @Test
    void updateThatChangesNothingIsNoChange() {
        database.execute("UPDATE products SET name = name, price = price");
        database.execute("UPDATE products SET name = 'x' WHERE id < 0");
        database.execute("DELETE FROM products WHERE id < 0");

        assertThat(told()).isEmpty();
    }

    @Test
    void unchangedRowsOfAnUpdateAreLeftOut() {
        long other = database.insertProducts(1);
        told();

        database.execute("UPDATE products SET featured = id = " + other);

        assertThat(told()).extracting(CatalogChange::id).containsExactly(other);
    }

    @Test
    void thousandRowsAreToldOneByOne() {
        database.insertProducts(1_000);

        assertThat(told()).hasSize(1_000).extracting(CatalogChange::kind).containsOnly(INSERTED);
    }

    @Test
    void moreThanAThousandRowsAreMany() {
        database.insertProducts(1_001);
        database.execute("UPDATE products SET featured = true");
        database.execute("DELETE FROM products");

        assertThat(told())
                .extracting(CatalogChange::table, CatalogChange::kind, CatalogChange::id)
                .containsExactly(tuple(PRODUCTS, MANY, 0L), tuple(PRODUCTS, MANY, 0L), tuple(PRODUCTS, MANY, 0L));
    }

    @Test
    void truncationIsManyOfEachTable() {
        database.execute("TRUNCATE products, categories");

        assertThat(told())
                .extracting(CatalogChange::table, CatalogChange::kind)
                .containsExactlyInAnyOrder(tuple(PRODUCTS, MANY), tuple(CATEGORIES, MANY));
    }

    @Test
    void copyIsAnInsertion() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "COPY products (name, price, category_id, created_at, updated_at) FROM STDIN CSV",
                            new StringReader(
                                    "Torch,1.00,1,2026-01-01,2026-01-01\nLantern,2.00,1,2026-01-01,2026-01-01\n"));
        }

        assertThat(told()).extracting(change -> change.after().text("name")).containsExactly("Torch", "Lantern");
    }

    @Test
    void insertOnConflictTellsEachRowByWhatBecameOfIt() {
        database.execute("""
                INSERT INTO categories (name, slug, created_at, updated_at)
                VALUES ('Bulbs', 'bulbs', now(), now()), ('Lights', 'lamps', now(), now())
                ON CONFLICT (slug) DO UPDATE SET name = excluded.name""");
        database.execute("""
                INSERT INTO categories (name, slug, created_at, updated_at)
                VALUES ('Other', 'lamps', now(), now()) ON CONFLICT DO NOTHING""");

        assertThat(told())
                .extracting(CatalogChange::kind, change -> change.after().text("name"))
                .containsExactlyInAnyOrder(tuple(INSERTED, "Bulbs"), tuple(UPDATED, "Lights"));
    }

    @Test
    void mergeTellsEachRowByWhatBecameOfIt() {
        long gone = database.insertProducts(1);
        told();

        database.execute("""
                MERGE INTO products p USING (VALUES (%d, 'Sun'), (%d, NULL), (-1, 'Moon')) AS s(id, name) ON p.id = s.id
                WHEN MATCHED AND s.name IS NULL THEN DELETE
                WHEN MATCHED THEN UPDATE SET name = s.name
                WHEN NOT MATCHED THEN INSERT (name, price, category_id, created_at, updated_at)
                  VALUES (s.name, 1, 1, now(), now())""".formatted(product, gone));

        assertThat(told())
                .extracting(CatalogChange::kind, change -> change.after().text("name"))
                .containsExactlyInAnyOrder(tuple(UPDATED, "Sun"), tuple(DELETED, null), tuple(INSERTED, "Moon"));
    }

    @Test
    void whatIsRolledBackIsNoChange() throws SQLException {
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE products SET name = 'never'");
            writer.rollback();
            statement.execute("UPDATE products SET name = 'first'");
            Savepoint savepoint = writer.setSavepoint();
            statement.execute("UPDATE products SET name = 'never'");
            writer.rollback(savepoint);
            Savepoint released = writer.setSavepoint();
            statement.execute("UPDATE products SET name = 'second'");
            writer.releaseSavepoint(released);
            writer.commit();
        }

        List<CatalogChange> changes = told();
        assertThat(changes).extracting(change -> change.after().text("name")).containsExactly("first", "second");
        assertThat(changes)
                .extracting(CatalogChange::transaction)
                .containsOnly(changes.getFirst().transaction());
    }

    @Test
    void roleWithRightsOnTheTablesAloneGoesOnWriting() throws SQLException {
        String rails = database.newRole();
        database.execute("GRANT ALL ON categories, products TO " + rails);
        database.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + rails);
        database.execute("REVOKE ALL ON SEQUENCE catalog_changes_id_seq FROM " + rails);

        try (Connection connection = database.connectAs(rails);
                Statement statement = connection.createStatement()) {
            // A table of the writer's own in front of the catalog's is none that the functions look at.
            statement.execute("CREATE TEMP TABLE catalog_changes (id int)");
            statement.execute(
                    "INSERT INTO categories (name, slug, created_at, updated_at) VALUES ('A', 'a', now(), now())");
            statement.execute("UPDATE categories SET name = 'B' WHERE slug = 'a'");
            statement.execute("DELETE FROM categories WHERE slug = 'a'");
            statement.execute("TRUNCATE products");
        }

        assertThat(told()).extracting(CatalogChange::kind).containsExactly(INSERTED, UPDATED, DELETED, MANY);
    }

    @Test
    void columnsMayComeAndGo() {
        database.execute("ALTER TABLE products DROP COLUMN featured");
        database.execute("ALTER TABLE products ADD COLUMN stock json");

        database.execute("UPDATE products SET stock = '{\"n\": 1}'");

        CatalogChange change = only();
        assertThat(change.columns()).containsExactly("stock");
        assertThat(change.after().values()).containsOnlyKeys("category_id", "name", "price", "active");
    }

    @Test
    void priceThatIsNoNumberIsNoDecimal() {
        database.execute("UPDATE products SET price = 'NaN'");

        assertThat(only().after().decimal("price")).isNull();
    }

    @Test
    void tooManyChangesAtOnceAreToldByTransactionAndTable() throws SQLException {
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            for (int n = 0; n < 11; n++) {
                statement.execute("INSERT INTO products (name, price, category_id, created_at, updated_at)"
                        + " SELECT 'Lamp', 1, 1, now(), now() FROM generate_series(1, 1000)");
            }
            statement.execute("UPDATE categories SET name = 'Light'");
            writer.commit();
        }

        assertThat(told())
                .extracting(CatalogChange::table, CatalogChange::kind)
                .containsExactly(tuple(PRODUCTS, MANY), tuple(CATEGORIES, MANY));
    }

    private CatalogChange only() {
        List<CatalogChange> changes = told();
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    /** What was told since this was last asked. */
    private List<CatalogChange> told() {
        List<CatalogChange> all = follower.changes();
        List<CatalogChange> told = all.subList(seen, all.size());
        seen = all.size();
        return told;
    }
}
