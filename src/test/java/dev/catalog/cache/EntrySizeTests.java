package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.catalog.product.Product;
import dev.catalog.relay.Page;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.Retained;
import dev.catalog.support.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** Whether entries take of the heap what the near cache counts for them. */
@CatalogGatewayTest
class EntrySizeTests {

    private static final int ENTRIES = 200;

    @Autowired
    private List<RegionLoader<?, ?>> loaders;

    @TestFactory
    Stream<DynamicTest> everyRegionsEntriesTakeWhatTheyWeigh() {
        return loaders.stream()
                .map(RegionLoader::region)
                .map(region -> DynamicTest.dynamicTest(region.name(), () -> takeWhatTheyWeigh(region)));
    }

    private static <K, V> void takeWhatTheyWeigh(CacheRegion<K, V> region) throws IOException {
        SettableClock clock = new SettableClock(Instant.ofEpochMilli(1735689600000L));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        NearCache near = new NearCache(
                new CacheProperties.Near(DataSize.ofMegabytes(10), Duration.ofSeconds(10)), _ -> true, clock);
        near.measuredBy(meters);
        EntryCodec<V> codec = new EntryCodec<>(region.valueType().getType());
        long empty = Retained.bytes(near);

        for (int n = 0; n < ENTRIES; n++) {
            long[] tags = {n, n + 1};
            near.put("catalog:v4:things/" + n, new Entry<>(codec.decode(sample(region.name())), tags, clock.millis()));
        }

        assertThat(meters.get("catalog.cache.near.bytes").gauge().value())
                .isCloseTo((double) Retained.bytes(near) - empty, withinPercentage(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Lamp", "Lampe aus Messing, 40 cm hoch, für zwei Glühbirnen", "Лампа из латуни", "真鍮ランプ"})
    void textsTakeWhatTheyWeighInWhateverScript(String text) {
        assertThat(ValueSize.of(new String(text.toCharArray()))).isEqualTo((int) Retained.bytes(text));
    }

    @Test
    void aPageTakesWhatItWeighs() {
        Page<Product> page = new Page<>(
                Stream.generate(EntrySizeTests::lamp).limit(50).toList(),
                Collections.nCopies(50, 0).stream().map(_ -> Math.random()).toList(),
                false,
                true);

        assertThat((double) ValueSize.of(page)).isCloseTo((double) Retained.bytes(page), withinPercentage(1));
    }

    private static Product lamp() {
        return new Product(
                7,
                new String("Brass lamp".toCharArray()),
                "It is made of brass. ".repeat(20),
                new BigDecimal("10.50"),
                3,
                true,
                true,
                Instant.ofEpochSecond(1),
                Instant.ofEpochSecond(2));
    }

    private static byte[] sample(String region) throws IOException {
        try (InputStream sample = EntrySizeTests.class.getResourceAsStream("/cache-format/" + region + ".json")) {
            return Objects.requireNonNull(sample).readAllBytes();
        }
    }
}
