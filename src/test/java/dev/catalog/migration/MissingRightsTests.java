package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.startup.StartupException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MissingRightsTests {

    private final TestDatabase database = TestDatabase.ofRails();
    private final String role = database.newRole();

    @Test
    void roleThatOwnsAllNeedsNothingMore() {
        grant("CREATE ON SCHEMA public");
        grant("CREATE ON DATABASE " + database.name());
        own("products");
        own("categories");

        assertThat(warnings()).isEmpty();

        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
    }

    @Test
    void eachMissingRightIsToldOnce() {
        grant("SELECT ON ALL TABLES IN SCHEMA public");
        List<String> objects = database.objects();

        List<String> warnings = warnings();

        assertThat(warnings).hasSize(5);
        assertThat(warnings.get(0))
                .startsWith("The role %s may not create anything in the schema public, so the tables stay as they are"
                        .formatted(role))
                .endsWith("GRANT CREATE ON SCHEMA public TO %s;".formatted(role));
        assertThat(warnings.get(1))
                .startsWith("The extension pg_trgm is not there and can't be created")
                .contains("CREATE EXTENSION IF NOT EXISTS pg_trgm;");
        assertThat(warnings.get(2))
                .startsWith("The role %s may not create triggers on categories, products, so changes are not followed"
                        .formatted(role))
                .endsWith("GRANT TRIGGER ON categories, products TO %s;".formatted(role));
        assertThat(warnings.get(3)).startsWith("The role %s does not own the table categories".formatted(role));
        assertThat(warnings.get(4)).startsWith("The role %s does not own the table products".formatted(role));
        assertThat(database.objects()).isEqualTo(objects);
        assertThat(database.triggers()).isEmpty();
        assertThat(database.validIndexes()).isEmpty();
    }

    @Test
    void administratorCanRunWhatIsTold() {
        runRemedies(warnings());

        // The indexes by trigrams are missing since the extension is there.
        List<String> warnings = warnings();
        assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains("gin_trgm_ops"));
        runRemedies(warnings);

        assertThat(warnings()).isEmpty();
        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
        assertThat(database.triggers()).isEqualTo(TestDatabase.allTriggers());
    }

    private void runRemedies(List<String> warnings) {
        warnings.stream()
                .map(warning -> warning.substring(warning.indexOf('\n') + 1))
                .flatMap(remedy -> Stream.of(remedy.split(";(\n|$| --.*)")))
                .filter(statement -> !statement.isBlank())
                .forEach(statement -> database.jdbc().sql(statement).update());
    }

    @Test
    void roleWithoutTheRightToCreateIsToldSoOnceForAllThatItCosts() {
        database.jdbc().sql("CREATE EXTENSION pg_trgm").update();
        own("products");
        own("categories");

        List<String> warnings = warnings();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst())
                .contains("no migration is recorded and changes are not followed")
                .contains(" and lists and searches are slow without the indexes catalog_");
    }

    @Test
    void roleThatOnlyReadsIsToldSoOnce() {
        database.jdbc()
                .sql("ALTER ROLE " + role + " SET default_transaction_read_only = on")
                .update();
        grant("SELECT ON ALL TABLES IN SCHEMA public");

        List<String> warnings = warnings();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst()).startsWith("The database lets the role %s only read".formatted(role));
    }

    @Test
    void restrictedRoleIsContentWithADatabaseThatAnotherHasMigrated() {
        Gateway.run(database.url());
        grant("SELECT ON ALL TABLES IN SCHEMA public");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void historyThatTheRoleMayNotReadIsTold() {
        Gateway.run(database.url());
        grant("CREATE ON SCHEMA public");

        List<String> warnings = warnings();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst())
                .startsWith("The role %s may not read and extend the table catalog_gateway_migrations".formatted(role));
    }

    @Test
    void missingTablesThatCannotBeMadeEndTheStartInOneLine() {
        TestDatabase empty = TestDatabase.empty();

        Gateway.run(
                empty.urlOf(role),
                gateway -> assertThat(gateway)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(StartupException.class)
                        .hasMessage(
                                "The database has no table categories, products, cache_warming_jobs, and none can be made:"
                                        + " The role %1$s may not create anything in the schema public."
                                        + " To mend it: GRANT CREATE ON SCHEMA public TO %1$s;",
                                role));
    }

    @Test
    void roleOfItsOwnCanBeSetForMigrations() {
        grant("SELECT ON ALL TABLES IN SCHEMA public");

        Gateway.run(
                database.url().replaceFirst("\\?.*", ""),
                gateway -> assertThat(gateway).hasNotFailed(),
                "spring.datasource.username=" + role,
                "spring.flyway.user=postgres",
                "spring.flyway.password=any");

        assertThat(database.validIndexes()).isEqualTo(TestDatabase.allIndexes());
    }

    private List<String> warnings() {
        return Gateway.warnings(database.urlOf(role));
    }

    private void grant(String right) {
        database.jdbc().sql("GRANT " + right + " TO " + role).update();
    }

    private void own(String table) {
        database.jdbc().sql("ALTER TABLE " + table + " OWNER TO " + role).update();
    }
}
