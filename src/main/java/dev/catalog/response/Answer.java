package dev.catalog.response;

import dev.catalog.cache.Lineage;
import dev.catalog.graphql.OperationFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** One answer without errors, ready to be sent but for the version of the catalog, which is written behind it each time. */
final class Answer {

    private static final int OVERHEAD = 600;
    private static final byte[] OPENING = "{\"data\":".getBytes(StandardCharsets.US_ASCII);
    /** A smaller one is not worth the client's time to unpack it. */
    private static final int LEAST_COMPRESSED = 1024;

    private final Lineage lineage;
    private final byte[] opened;
    private final String etag;
    private final String cacheControl;
    private final List<ReadyHeader> headers;
    private volatile @Nullable Opening gzip;
    private volatile @Nullable Opening zstd;
    private volatile @Nullable OperationFacts facts;

    /** @param data the answer's {@code data} as JSON in UTF-8 */
    Answer(Lineage lineage, byte[] data) {
        this.lineage = lineage;
        opened = new byte[OPENING.length + data.length];
        System.arraycopy(OPENING, 0, opened, 0, OPENING.length);
        System.arraycopy(data, 0, opened, OPENING.length, data.length);
        etag = "W/\"" + Digest.of(data).brief() + '"';
        cacheControl = cacheControl(lineage.maxAge());
        headers = List.of(
                new ReadyHeader(HttpHeaders.ETAG, etag), new ReadyHeader(HttpHeaders.CACHE_CONTROL, cacheControl));
    }

    private static String cacheControl(Duration maxAge) {
        return maxAge.isZero() ? "public, no-cache" : "public, max-age=" + maxAge.toSeconds();
    }

    /** What the access log is to tell of those whom it answers; null where nobody has told. */
    @Nullable
    OperationFacts facts() {
        return facts;
    }

    void isTold(OperationFacts told) {
        facts = told;
    }

    Lineage lineage() {
        return lineage;
    }

    /** The answer up to the end of its {@code data}, in JSON. */
    byte[] opened() {
        return opened;
    }

    /** The {@code data} alone. */
    String data() {
        return new String(opened, OPENING.length, opened.length - OPENING.length, StandardCharsets.UTF_8);
    }

    /** The same compressed; null where that is not worth it. Made when it is first asked for. */
    @Nullable
    Opening compressed(Coding coding) {
        if (opened.length < LEAST_COMPRESSED) {
            return null;
        }
        return switch (coding) {
            case GZIP -> gzip();
            case ZSTD -> zstd();
        };
    }

    private Opening gzip() {
        Opening made = gzip;
        if (made == null) {
            made = GzipOpening.of(opened);
            gzip = made;
        }
        return made;
    }

    private Opening zstd() {
        Opening made = zstd;
        if (made == null) {
            made = ZstdOpening.of(opened);
            zstd = made;
        }
        return made;
    }

    /** A weak entity tag of its {@code data}. */
    String etag() {
        return etag;
    }

    String cacheControl() {
        return cacheControl;
    }

    /** The entity tag and how it may be kept, as headers. */
    List<ReadyHeader> headers() {
        return headers;
    }

    /** About how much memory it takes, in bytes, its compressed forms included. */
    int weight() {
        int compressed = opened.length < LEAST_COMPRESSED ? 0 : opened.length / 2;
        return OVERHEAD + lineage.weight() + opened.length + compressed;
    }
}
