package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpeningTests {

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource
    void anyEndingMakesOneStreamOfBoth(Coding coding) throws IOException {
        for (int length : new int[] {1, 2, 100, 8_191, 8_192, 8_193, 131_071, 131_072, 131_073, 300_000}) {
            byte[] content = text(length);
            Opening opening = opening(coding, content);

            for (int ending : new int[] {0, 1, 120, 65_535}) {
                byte[] rest = text(ending);

                assertThat(unpacked(coding, joined(opening.bytes(), opening.end(rest))))
                        .as("%d and %d bytes, seed %d", length, ending, seed)
                        .isEqualTo(joined(content, rest));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatDoNotCompressAreHeldToo(Coding coding) throws IOException {
        byte[] content = new byte[50_000];
        random.nextBytes(content);
        Opening opening = opening(coding, content);

        assertThat(unpacked(coding, joined(opening.bytes(), opening.end(new byte[] {'}'}))))
                .as("seed %d", seed)
                .isEqualTo(joined(content, new byte[] {'}'}));
    }

    @ParameterizedTest
    @EnumSource
    void anEndingOfMoreThanOneBlockIsRefused(Coding coding) {
        Opening opening = opening(coding, text(10));

        assertThatIllegalArgumentException().isThrownBy(() -> opening.end(new byte[65_536]));
    }

    private static Opening opening(Coding coding, byte[] content) {
        return switch (coding) {
            case GZIP -> GzipOpening.of(content);
            case ZSTD -> ZstdOpening.of(content);
        };
    }

    private byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(6));
        }
        return text;
    }

    // These readers tell where a stream is cut short; gzip's holds it against its check sum and length too.
    private static byte[] unpacked(Coding coding, byte[] stream) throws IOException {
        InputStream bytes = new ByteArrayInputStream(stream);
        try (InputStream reader = switch (coding) {
            case GZIP -> new GZIPInputStream(bytes);
            case ZSTD -> new ZstdInputStream(bytes);
        }) {
            return reader.readAllBytes();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
