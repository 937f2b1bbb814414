package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTests {

    private static final String HEAD = "{\"g\":7,\"p\":\"7480-1:812:812:\",\"at\":1,\"exp\":2,\"v\":\"";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(ints = {60, 255, 256, 257, Packing.LEAST - 1, Packing.LEAST, Packing.LEAST + 1, 500_000})
    void whatIsUnpackedIsWhatWasPacked(int length) {
        byte[] json = json(length);

        byte[] stored = Packing.pack(json);

        assertThat(Packing.unpack(stored)).as("seed %d", seed).isEqualTo(json);
    }

    @Test
    void aLongOneTakesAFractionAndKeepsItsHeadAsItIs() {
        byte[] stored = Packing.pack(json(50_000));

        assertThat(stored).hasSizeLessThan(25_000);
        assertThat(new String(stored, StandardCharsets.UTF_8)).startsWith(HEAD);
    }

    @Test
    void aShortOneStaysAsItIs() {
        byte[] json = json(Packing.LEAST - 1);

        assertThat(Packing.pack(json)).isSameAs(json);
    }

    @Test
    void damageIsNoticed() {
        byte[] stored = Packing.pack(json(50_000));

        for (int length : new int[] {257, 258, 262, 300, stored.length - 1}) {
            assertThatIllegalArgumentException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> Packing.unpack(Arrays.copyOf(stored, length)));
        }
    }

    private byte[] json(int length) {
        StringBuilder json = new StringBuilder(HEAD);
        while (json.length() < length - 2) {
            json.append((char) ('a' + random.nextInt(6)));
        }
        return json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
