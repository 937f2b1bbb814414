package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestServersTests {

    @Test
    void databasesAreEmptyAndApart() throws SQLException {
        String first = TestServers.newDatabase();
        String second = TestServers.newDatabase();
        query(first, "CREATE TABLE mark (id int); SELECT 1");

        assertThat(query(second, "SELECT to_regclass('mark')::text")).containsOnlyNulls();
    }

    @Test
    void postgresIsTheSupportedOneAndOrdersNamesNaturally() throws SQLException {
        String names = "SELECT name FROM (VALUES ('Zebra'), ('éclair'), ('apple'), ('Fig')) names (name) ORDER BY name";

        assertThat(query(TestServers.postgresUrl(), "SHOW server_version"))
                .singleElement()
                .asString()
                .startsWith("18.");
        assertThat(query(TestServers.postgresUrl(), names)).containsExactly("apple", "éclair", "Fig", "Zebra");
    }

    @Test
    void postgresHoldsTheExtensionsOfSearch() throws SQLException {
        String extensions = "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; SELECT unaccent('Šárka')";

        assertThat(query(TestServers.newDatabase(), extensions)).containsExactly("Sarka");
    }

    private static List<String> query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                List<String> values = new ArrayList<>();
                while (result.next()) {
                    values.add(result.getString(1));
                }
                return values;
            }
        }
    }
}
