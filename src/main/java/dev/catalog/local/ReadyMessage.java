package dev.catalog.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Tells the developer, once the gateway serves, where it is and how to be its administrator. */
final class ReadyMessage implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.local");

    private final Map<String, Object> settings;

    ReadyMessage(Map<String, Object> settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String port = environment.getProperty("local.server.port");
        if (port != null) {
            String path = environment.getProperty("server.servlet.context-path", "");
            LOG.info(text("http://localhost:%s%s/graphiql".formatted(port, path)));
        }
    }

    private String text(String graphiql) {
        StringBuilder text = new StringBuilder("The gateway is ready.\n\n");
        line(text, "GraphiQL", graphiql);
        line(text, "PostgreSQL", settings.get("spring.datasource.url"));
        line(text, "Redis", settings.get("spring.data.redis.url"));
        Object token = settings.get(AdminToken.SETTING.name());
        if (token != null) {
            line(text, "Admin token", token);
            text.append(
                    "\nThe token has every scope and ends with this run; send it as \"Authorization: Bearer <token>\".\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append("  %-12s %s%n".formatted(name, value));
        }
    }
}
