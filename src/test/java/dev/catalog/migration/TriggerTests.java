package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerTests {

    private final TestDatabase database = TestDatabase.ofRails();

    @Test
    void triggersAreCreatedOnceAndWhereTheyAreMissing() {
        Gateway.run(database.url());
        List<String> triggers = database.triggers();
        assertThat(triggers).isEqualTo(TestDatabase.allTriggers());
        execute("DROP TRIGGER catalog_changes_delete ON products");

        Gateway.run(database.url());

        assertThat(database.triggers()).isEqualTo(triggers);
    }

    @Test
    void feedThatIsOffCreatesNoTriggerAndDropsNone() {
        Gateway.run(database.url(), gateway -> assertThat(gateway).hasNotFailed(), "catalog.feed.enabled=false");
        assertThat(database.triggers()).isEmpty();
        Gateway.run(database.url());

        Gateway.run(database.url(), gateway -> assertThat(gateway).hasNotFailed(), "catalog.feed.enabled=false");

        assertThat(database.triggers()).isEqualTo(TestDatabase.allTriggers());
    }

    @Test
    void disabledTriggersStayDisabledAndAreTold() {
        Gateway.run(database.url());
        execute("ALTER TABLE products DISABLE TRIGGER catalog_changes_update");

        assertThat(Gateway.warnings(database.url()))
                .singleElement()
                .asString()
                .startsWith("Triggers of the change feed are disabled, so changes are not followed")
                .endsWith("ALTER TABLE products ENABLE TRIGGER catalog_changes_update;");
    }

    @Test
    void droppedLogIsTold() {
        Gateway.run(database.url());
        execute("DROP TABLE catalog_changes");

        assertThat(Gateway.warnings(database.url()))
                .singleElement()
                .asString()
                .startsWith("The table catalog_changes is gone, so changes are not followed")
                .contains("DELETE FROM catalog_gateway_migrations WHERE version = '2';");
    }

    @Test
    void functionsOfAnotherRoleThatMayNotBeUsedAreTold() {
        Gateway.run(database.url());
        execute("DROP TRIGGER catalog_changes_delete ON products");
        String role = database.newRole();
        execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role);

        assertThat(Gateway.warnings(database.urlOf(role)))
                .singleElement()
                .asString()
                .contains("GRANT EXECUTE ON FUNCTION catalog_record_insert()");
    }

    @Test
    void writerThatIsAtWorkIsWaitedForWithoutHoldingUpTheStart() throws SQLException {
        try (Connection writer = database.dataSource().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE categories SET name = name");

            Gateway.run(
                    database.url(),
                    gateway -> {
                        assertThat(gateway).hasNotFailed();
                        assertThat(database.triggers()).noneMatch(trigger -> trigger.startsWith("categories"));
                        commit(writer);
                        await().atMost(Duration.ofSeconds(60))
                                .until(() -> database.triggers().equals(TestDatabase.allTriggers()));
                    },
                    "catalog.migration.index-wait=1s");
        }
    }

    private static void commit(Connection writer) {
        try {
            writer.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        database.jdbc().sql(sql).update();
    }
}
