package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ResultWriterTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** More than is looked at together, twice. */
    private static final String LONGER = "a lamp of old brass";

    static IntStream characters() {
        return IntStream.rangeClosed(0, 0x100);
    }

    @ParameterizedTest
    @MethodSource("characters")
    void writesEachCharacterAsJacksonDoes(int character) {
        for (int at = 0; at < LONGER.length(); at++) {
            String text = LONGER.substring(0, at) + (char) character + LONGER.substring(at);

            assertThat(written(text)).isEqualTo(JSON.writeValueAsString(text));
        }
    }

    @Test
    void writesWhatIsNoCharacterAsJacksonDoes() {
        assertThat(written("a\uD800b")).isEqualTo(utf8(JSON.writeValueAsBytes("a\uD800b")));
        assertThat(written("\uD83D\uDCA1")).isEqualTo("\"\uD83D\uDCA1\"");
    }

    private static String written(String text) {
        return utf8(new ResultWriter(JSON).bytes(text));
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }
}
