package dev.catalog.graphql;

import dev.catalog.limits.LimitsProperties;
import java.time.Duration;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.web.cors.CorsConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** The transports of subscriptions, in place of Spring's own, by Spring's settings. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    @Bean
    SocketHandler graphQlWebSocketHandler(
            WebGraphQlHandler operations,
            JsonMapper json,
            GraphQlProperties properties,
            GraphQlCorsProperties origins,
            LimitsProperties limits,
            OpenConnections open) {
        CorsConfiguration allowed = origins.toCorsConfiguration();
        return new SocketHandler(
                operations,
                json,
                properties.getWebsocket(),
                Math.toIntExact(limits.maxBytes()),
                // Without a setting, pages of the gateway's own origin alone.
                allowed == null ? new CorsConfiguration() : allowed,
                open);
    }

    @Bean
    EventStreamHandler graphQlSseHandler(
            WebGraphQlHandler operations, GraphQlProperties properties, OpenConnections open) {
        Duration keepAlive = properties.getHttp().getSse().getKeepAlive();
        return new EventStreamHandler(operations, keepAlive == null ? KEEP_ALIVE : keepAlive, open);
    }
}
