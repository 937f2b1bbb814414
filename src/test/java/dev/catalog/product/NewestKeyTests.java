package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NewestKeyTests {

    @Test
    void aCachedListHoldsAsManyAsAnybodyMayAskFor() {
        assertThat(keys(true).holding(8)).isEqualTo(NewestKey.MOST);
        assertThat(keys(true).holding(100)).isEqualTo(NewestKey.MOST);
    }

    @Test
    void withoutCachesAboutAsManyAreReadAsAreAskedFor() {
        assertThat(keys(false).holding(1)).isEqualTo(new NewestKey(8));
        assertThat(keys(false).holding(8)).isEqualTo(new NewestKey(8));
        assertThat(keys(false).holding(9)).isEqualTo(new NewestKey(16));
        assertThat(keys(false).holding(97)).isEqualTo(NewestKey.MOST);
    }

    @Test
    void severalSizesAreReadAtOnce() {
        List<Integer> limits = new ArrayList<>();

        Map<NewestKey, List<Product>> read =
                NewestKey.read(Set.of(new NewestKey(1), new NewestKey(3), new NewestKey(8)), limit -> {
                    limits.add(limit);
                    return LongStream.range(0, 5)
                            .mapToObj(NewestKeyTests::product)
                            .toList();
                });

        assertThat(limits).containsExactly(8);
        assertThat(read.get(new NewestKey(1))).containsExactly(product(0));
        assertThat(read.get(new NewestKey(3))).containsExactly(product(0), product(1), product(2));
        assertThat(read.get(new NewestKey(8))).hasSize(5);
    }

    private static Product product(long id) {
        return new Product(id, "Kettle", null, BigDecimal.TEN, 1, true, true, Instant.EPOCH, Instant.EPOCH);
    }

    private static NewestKeys keys(boolean cached) {
        return new NewestKeys(new Binder(new MapConfigurationPropertySource(Map.of("enabled", cached)))
                .bindOrCreate("", CacheProperties.class));
    }
}
