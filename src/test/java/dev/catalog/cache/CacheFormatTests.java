package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of every region, held against a committed sample: what is stored today is what the next release reads. */
@CatalogGatewayTest
class CacheFormatTests {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Autowired
    private List<RegionLoader<?, ?>> loaders;

    @TestFactory
    Stream<DynamicTest> everyRegionReadsAndWritesItsSample() {
        return loaders.stream()
                .map(RegionLoader::region)
                .map(region -> DynamicTest.dynamicTest(region.name(), () -> readsAndWritesItsSample(region)));
    }

    private static <V> void readsAndWritesItsSample(CacheRegion<?, V> region) throws IOException {
        byte[] sample = sample(region.name());
        EntryCodec<V> codec = new EntryCodec<>(region.valueType().getType());

        JsonNode written = MAPPER.readTree(codec.encode(codec.decode(sample)));

        assertThat(written)
                .as(
                        "The stored form of %s has changed. Raise EntryCodec.FORMAT_VERSION, so that two releases can run side"
                                + " by side, and change src/test/resources/cache-format/%s.json along with it",
                        region.name(), region.name())
                .isEqualTo(MAPPER.readTree(sample));
    }

    private static byte[] sample(String region) throws IOException {
        String name = "/cache-format/" + region + ".json";
        try (InputStream sample = CacheFormatTests.class.getResourceAsStream(name)) {
            assertThat(sample)
                    .as("a sample of the stored form, src/test/resources" + name)
                    .isNotNull();
            return sample.readAllBytes();
        }
    }
}
