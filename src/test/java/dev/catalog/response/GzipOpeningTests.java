package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipOpeningTests {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 8_191, 8_192, 8_193, 100_000})
    void anyEndingMakesOneStreamOfBoth(int length) throws IOException {
        byte[] content = text(length);
        GzipOpening opening = GzipOpening.of(content);

        for (int ending : new int[] {0, 1, 120, 65_535}) {
            byte[] rest = text(ending);

            assertThat(unpacked(joined(opening.bytes(), opening.end(rest))))
                    .as("seed %d", seed)
                    .isEqualTo(joined(content, rest));
        }
    }

    @Test
    void bytesThatDoNotCompressAreHeldToo() throws IOException {
        byte[] content = new byte[50_000];
        random.nextBytes(content);
        GzipOpening opening = GzipOpening.of(content);

        assertThat(unpacked(joined(opening.bytes(), opening.end(new byte[] {'}'}))))
                .as("seed %d", seed)
                .isEqualTo(joined(content, new byte[] {'}'}));
    }

    @Test
    void anEndingOfMoreThanOneBlockIsRefused() {
        GzipOpening opening = GzipOpening.of(text(10));

        assertThatIllegalArgumentException().isThrownBy(() -> opening.end(new byte[65_536]));
    }

    private byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(6));
        }
        return text;
    }

    // The platform's reader holds the stream against its check sum and length.
    private static byte[] unpacked(byte[] stream) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(stream)).readAllBytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
