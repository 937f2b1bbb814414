package dev.catalog.response;

import dev.catalog.graphql.RequestId;
import java.time.Duration;
import java.util.List;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;

/** The headers of answers: how they may be kept, and those that keep a browser from making something else of them. */
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

    /** Those that Spring Security writes on every other. */
    private static final List<ReadyHeader> SAFETY = List.of(
            new ReadyHeader("X-Content-Type-Options", "nosniff"),
            new ReadyHeader("X-XSS-Protection", "0"),
            new ReadyHeader("X-Frame-Options", "DENY"),
            new ReadyHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new ReadyHeader("Referrer-Policy", "no-referrer"));

    /** Of every answer, its value one of each. */
    static final ReadyHeader REQUEST_ID = new ReadyHeader(RequestId.HEADER, "");

    private static final ReadyHeader ETAG = new ReadyHeader(HttpHeaders.ETAG, "");
    private static final String NO_CACHE = "public, no-cache";
    private static final ReadyHeader CACHE_CONTROL = new ReadyHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);

    private static final ReadyHeader HTTPS_ALONE = new ReadyHeader("Strict-Transport-Security", "max-age=31536000");

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
            HTTPS_ALONE.addTo(headers);
        }
    }

    /** Those that keep a browser from making something else of an answer. A client has them with what it has. */
    static void writeSafety(MimeHeaders headers) {
        for (ReadyHeader header : SAFETY) {
            header.addTo(headers);
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
