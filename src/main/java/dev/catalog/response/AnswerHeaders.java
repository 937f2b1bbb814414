package dev.catalog.response;

import dev.catalog.graphql.ReadyHeader;
import dev.catalog.graphql.RequestId;
import dev.catalog.graphql.SafeHeaders;
import java.time.Duration;
import java.util.List;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;

/** The headers of answers that say how they may be kept. */
final class AnswerHeaders {

    static final String X_CACHE = "X-Cache";
    static final String HIT = "HIT";
    static final String MISS = "MISS";
    static final String BYPASS = "BYPASS";

    private static final String VARY =
            "Authorization, Accept, Accept-Encoding, X-Catalog-Min-Version, X-Catalog-Explain";

    /** Of every answer that is kept. */
    private static final List<ReadyHeader> KEPT = List.of(
            new ReadyHeader(X_CACHE, HIT),
            // To what says whose pages may read it.
            new ReadyHeader(HttpHeaders.VARY, VARY));

    /** Of every answer, its value one of each. */
    static final ReadyHeader REQUEST_ID = new ReadyHeader(RequestId.HEADER, "");

    private static final ReadyHeader ETAG = new ReadyHeader(HttpHeaders.ETAG, "");
    private static final String NO_CACHE = "public, no-cache";
    private static final ReadyHeader CACHE_CONTROL = new ReadyHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);

    private AnswerHeaders() {}

    /**
     * Those of an answer that is kept, whether it is sent or the client has it.
     *
     * @param etag of the answer, nobody else's
     */
    static void write(MimeHeaders headers, Answer answer, byte[] etag, boolean secure) {
        for (ReadyHeader header : KEPT) {
            header.addTo(headers);
        }
        ETAG.addTo(headers, etag);
        cacheControl(answer.lineage().maxAge()).addTo(headers);
        if (secure) {
            SafeHeaders.writeHttpsAlone(headers);
        }
    }

    /** Those of an answer that is written as any other, with this outcome. */
    static void write(HttpHeaders headers, Answer answer, String outcome) {
        headers.set(X_CACHE, outcome);
        headers.setETag(answer.etag().toString());
        headers.setCacheControl(cacheControlValue(answer.lineage().maxAge()));
        headers.set(HttpHeaders.VARY, VARY);
    }

    private static ReadyHeader cacheControl(Duration maxAge) {
        return maxAge.isZero() ? CACHE_CONTROL : CACHE_CONTROL.with(cacheControlValue(maxAge));
    }

    private static String cacheControlValue(Duration maxAge) {
        return maxAge.isZero() ? NO_CACHE : "public, max-age=" + maxAge.toSeconds();
    }
}
