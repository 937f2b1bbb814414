package dev.catalog.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Whether Jackson writes JSON as it is that is written already, whether it fits into Jackson's buffer or not. */
class WrittenJsonTests {

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(ints = {1, 7_990, 8_000, 100_000})
    void itIsCopiedFromItsPlaceOn(int length) {
        String value = "\"" + "ü".repeat(length) + "\"";
        RawValue written = new RawValue(new WrittenJson(("before" + value).getBytes(UTF_8), "before".length()));

        assertThat(new String(json.writeValueAsBytes(Map.of("data", written)), UTF_8))
                .isEqualTo("{\"data\":" + value + "}");
        assertThat(json.writeValueAsString(Map.of("data", written))).isEqualTo("{\"data\":" + value + "}");
    }
}
