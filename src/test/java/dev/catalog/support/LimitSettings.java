package dev.catalog.support;

import dev.catalog.limits.LimitsProperties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The limits as they are without settings, but for what a test sets. */
public final class LimitSettings {

    private LimitSettings() {}

    /** Each setting as {@code key=value}, without the prefix. */
    public static LimitsProperties with(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            properties.put("catalog.limits." + parts[0], parts[1]);
        }
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("catalog.limits", LimitsProperties.class);
    }
}
