package dev.catalog.feed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Connections to the address of the pool, with its credentials and driver properties. */
final class DriverConnections implements FeedConnections {

    private static final String TIMEOUT_SECONDS = Long.toString(TimeUnit.MILLISECONDS.toSeconds(TIMEOUT_MILLIS));

    private final JdbcConnectionDetails details;
    private final Map<String, String> driverProperties;

    DriverConnections(JdbcConnectionDetails details, Map<String, String> driverProperties) {
        this.details = details;
        this.driverProperties = Map.copyOf(driverProperties);
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.put("ApplicationName", "catalog-gateway feed");
        properties.put("tcpKeepAlive", "true");
        properties.putAll(driverProperties);
        properties.put("connectTimeout", TIMEOUT_SECONDS);
        properties.put("socketTimeout", TIMEOUT_SECONDS);
        put(properties, "user", details.getUsername());
        put(properties, "password", details.getPassword());
        Connection connection = DriverManager.getConnection(details.getJdbcUrl(), properties);
        // The address may bear time-outs too, which win.
        connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
        return connection;
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
