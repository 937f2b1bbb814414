package dev.catalog.response;

import dev.catalog.cache.HeapSize;
import dev.catalog.cache.Lineage;
import dev.catalog.graphql.OperationFacts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * One answer without errors, ready to be sent but for the version of the catalog, which is written behind it each time.
 * <p>There are as many as memory holds, and the collector walks through all of them: it is few objects, and its headers are made of
 * it when it is sent.
 */
final class Answer {

    private static final int OWN_SIZE = HeapSize.object(5 * HeapSize.REFERENCE + 2 * Long.BYTES);
    /** Of facts, with the texts that those of most operations have. */
    private static final int FACTS_SIZE = 130;

    private static final byte[] OPENING = "{\"data\":".getBytes(StandardCharsets.US_ASCII);
    /** A smaller one is not worth the client's time to unpack it. */
    private static final int LEAST_COMPRESSED = 1024;

    private final Lineage lineage;
    private final byte[] opened;
    private final long etagHigh;
    private final long etagLow;
    private volatile @Nullable Opening gzip;
    private volatile @Nullable Opening zstd;
    private volatile @Nullable OperationFacts facts;

    /** @param data the answer's {@code data} as JSON in UTF-8 */
    Answer(Lineage lineage, byte[] data) {
        this.lineage = lineage;
        opened = new byte[OPENING.length + data.length];
        System.arraycopy(OPENING, 0, opened, 0, OPENING.length);
        System.arraycopy(data, 0, opened, OPENING.length, data.length);
        EntityTag etag = EntityTag.of(data);
        etagHigh = etag.high();
        etagLow = etag.low();
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

    /** The {@code data} alone, for Jackson to write. */
    RawValue data() {
        return new RawValue(new WrittenJson(opened, OPENING.length));
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

    /** A tag of its {@code data}. */
    EntityTag etag() {
        return new EntityTag(etagHigh, etagLow);
    }

    /**
     * What it takes of the heap, in bytes, but for what others share. It grows with each form that is made of it, and by what the
     * access log is to tell.
     */
    int weight() {
        return OWN_SIZE
                + lineage.weight()
                + HeapSize.array(opened.length)
                + weight(gzip)
                + weight(zstd)
                + (facts == null ? 0 : FACTS_SIZE);
    }

    private static int weight(@Nullable Opening form) {
        return form == null ? 0 : Opening.OWN_SIZE + HeapSize.array(form.bytes().length);
    }
}
