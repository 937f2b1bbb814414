package dev.catalog.startup;

import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The name of a setting; as text, both forms an operator may have used:
 * {@code server.port (SERVER_PORT)}.
 */
public record Setting(String name) {

    /** Returns whether the setting has a value that is not blank. */
    public boolean isSetIn(Environment environment) {
        return StringUtils.hasText(environment.getProperty(name));
    }

    private String environmentVariable() {
        return name.replace("-", "")
                .replace("]", "")
                .replace('.', '_')
                .replace('[', '_')
                .toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(name, environmentVariable());
    }
}
