package dev.catalog.startup;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether PostgreSQL can be used as the settings say. */
final class PostgresCheck {

    static final Setting URL = new Setting("spring.datasource.url");
    private static final Setting USERNAME = new Setting("spring.datasource.username");
    private static final Setting PASSWORD = new Setting("spring.datasource.password");
    private static final String DRIVER_PROPERTIES = "spring.datasource.hikari.data-source-properties";

    private static final int OLDEST_VERSION = 14;
    private static final String TIMEOUT_SECONDS = "5";

    private final String url;
    private final Properties properties;

    private PostgresCheck(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    static PostgresCheck of(Environment environment) {
        Properties properties = new Properties();
        properties.put("connectTimeout", TIMEOUT_SECONDS);
        properties.put("loginTimeout", TIMEOUT_SECONDS);
        put(properties, "user", environment.getProperty(USERNAME.name()));
        put(properties, "password", environment.getProperty(PASSWORD.name()));
        properties.putAll(Binder.get(environment)
                .bind(DRIVER_PROPERTIES, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        return new PostgresCheck(environment.getRequiredProperty(URL.name()), properties);
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    void run() {
        if (!url.matches("jdbc:postgresql://[^/]+/.+")) {
            throw new StartupException(URL + " is no address like jdbc:postgresql://host:5432/database.");
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            requireVersion(connection);
        } catch (SQLException e) {
            throw new StartupException(explain(e), e);
        }
    }

    private static void requireVersion(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new StartupException("%s: the server is PostgreSQL %d, and the gateway needs %d or later."
                    .formatted(URL, version, OLDEST_VERSION));
        }
    }

    private String explain(SQLException e) {
        // Parameters may hold a password.
        String database = url.substring("jdbc:".length()).replaceFirst("\\?.*", "");
        String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" -> "%s: %s refuses this user and password.".formatted(PASSWORD, database);
            case "28000" -> "%s: %s refuses this user: %s".formatted(USERNAME, database, why);
            case "08004" -> "%s: %s refuses the connection: %s".formatted(PASSWORD, database, why);
            case "3D000" -> "%s: %s does not exist on that server.".formatted(URL, database);
            default ->
                e.getCause() instanceof UnknownHostException
                        ? "%s: the host of %s is not known.".formatted(URL, database)
                        : "%s: %s cannot be reached: %s".formatted(URL, database, why);
        };
    }
}
