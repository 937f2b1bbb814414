package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.HttpGatewayTest;
import java.util.Objects;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What Tomcat takes to heart of what it is told of connections: a setting that it doesn't know it passes over. */
@HttpGatewayTest
class ConnectionBufferTests {

    private final Connector connector;

    ConnectionBufferTests(ServletWebServerApplicationContext context) {
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        connector = server.getTomcat().getConnector();
    }

    @Test
    void pageOfProductsIsSentByOneWrite() {
        assertThat(connector.getProperty("socket.appWriteBufSize")).hasToString("32768");
    }

    @Test
    void connectionsAreBounded() {
        assertThat(connector.getProperty("maxConnections")).hasToString("3000");
    }
}
