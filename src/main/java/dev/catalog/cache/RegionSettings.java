package dev.catalog.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * The settings of every declared region, each bound by its own name.
 * <p>An environment variable can't carry dashes, so names are compared without dashes and case; one that is no region's is
 * a typo, and the start ends with the list of names.
 */
final class RegionSettings {

    static final String PREFIX = "catalog.cache.regions";
    private static final Duration DEFAULT_GRACE = Duration.ofMinutes(10);

    private final Map<String, RegionProperties> byRegion = new HashMap<>();

    RegionSettings(Environment environment, Collection<? extends CacheRegion<?, ?>> regions) {
        Binder binder = Binder.get(environment);
        refuseUnknown(binder, regions);
        for (CacheRegion<?, ?> region : regions) {
            byRegion.put(region.name(), bind(binder, region));
        }
    }

    /** How long an entry of the longest lived region may be served. */
    Duration longestLife() {
        return byRegion.values().stream()
                .map(properties -> properties.ttl().plus(properties.grace()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    RegionProperties of(CacheRegion<?, ?> region) {
        RegionProperties properties = byRegion.get(region.name());
        if (properties == null) {
            throw new IllegalStateException("Region " + region.name() + " is not declared");
        }
        return properties;
    }

    private static RegionProperties bind(Binder binder, CacheRegion<?, ?> region) {
        return new RegionProperties(
                duration(binder, region, "ttl", region.ttl(), Duration.ofMillis(1)),
                duration(binder, region, "grace", DEFAULT_GRACE, Duration.ZERO),
                duration(binder, region, "max-age", Duration.ZERO, Duration.ZERO));
    }

    private static Duration duration(
            Binder binder, CacheRegion<?, ?> region, String setting, Duration fallback, Duration least) {
        String name = PREFIX + "." + region.name() + "." + setting;
        Duration value = binder.bind(name, Duration.class).orElse(fallback);
        if (value.compareTo(least) < 0) {
            throw new InvalidConfigurationPropertyValueException(
                    name, value, "must be at least " + least.toMillis() + " ms");
        }
        return value;
    }

    private static void refuseUnknown(Binder binder, Collection<? extends CacheRegion<?, ?>> regions) {
        List<String> known =
                regions.stream().map(region -> canonical(region.name())).toList();
        for (String name : new TreeSet<>(configuredNames(binder))) {
            if (!known.contains(canonical(name))) {
                throw new InvalidConfigurationPropertyValueException(
                        PREFIX + "." + name, null, "no cache region has this name; the regions are " + names(regions));
            }
        }
    }

    private static Collection<String> configuredNames(Binder binder) {
        @Nullable
        Map<String, Object> configured =
                binder.bind(PREFIX, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
        return configured.keySet();
    }

    private static String names(Collection<? extends CacheRegion<?, ?>> regions) {
        return String.join(
                ", ", regions.stream().map(CacheRegion::name).sorted().toList());
    }

    private static String canonical(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
