package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RegionSettingsTests {

    private static final CacheRegion<SoleKey, String> FEATURED = CacheRegion.of(
            "homepage-featured", Duration.ofHours(1), String.class, _ -> CacheKey.path("products/homepage_featured"));
    private static final CacheRegion<SoleKey, String> NAVIGATION = CacheRegion.of(
            "navigation", Duration.ofHours(2), String.class, _ -> CacheKey.path("categories/navigation"));

    @Test
    void aRegionHasItsOwnDefaults() {
        RegionProperties featured = settings(Map.of()).of(FEATURED);

        assertThat(featured)
                .isEqualTo(new RegionProperties(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ZERO));
    }

    @Test
    void aSettingChangesItsRegionAlone() {
        RegionSettings settings = settings(Map.of("catalog.cache.regions.homepage-featured.ttl", "5m"));

        assertThat(settings.of(FEATURED).ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.of(NAVIGATION).ttl()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void anEnvironmentVariableNamesARegionWithoutDashes() {
        RegionSettings settings = variables(Map.of("CATALOG_CACHE_REGIONS_HOMEPAGEFEATURED_TTL", "5m"));

        assertThat(settings.of(FEATURED).ttl()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aMistypedVariableEndsTheStartWithTheListOfNames() {
        assertThatThrownBy(() -> variables(Map.of("CATALOG_CACHE_REGIONS_HOMEPAGEFEATURD_TTL", "5m")))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("homepagefeaturd")
                .hasMessageContaining("homepage-featured, navigation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"homepage-featurd", "menu"})
    void aMistypedPropertyEndsTheStart(String region) {
        assertThatThrownBy(() -> settings(Map.of("catalog.cache.regions." + region + ".ttl", "5m")))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(region);
    }

    @Test
    void aTimeToLiveIsPositive() {
        assertThatThrownBy(() -> settings(Map.of("catalog.cache.regions.navigation.ttl", "0s")))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("catalog.cache.regions.navigation.ttl")
                .hasMessageContaining("at least 1 ms");
    }

    private static RegionSettings settings(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return new RegionSettings(environment, List.of(FEATURED, NAVIGATION));
    }

    private static RegionSettings variables(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return new RegionSettings(environment, List.of(FEATURED, NAVIGATION));
    }
}
