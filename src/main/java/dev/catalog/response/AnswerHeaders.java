package dev.catalog.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** The headers of answers: how they may be kept, and those that keep a browser from making something else of them. */
final class AnswerHeaders {

    static final String X_CACHE = "X-Cache";
    static final String HIT = "HIT";
    static final String MISS = "MISS";
    static final String BYPASS = "BYPASS";

    private static final String VARY =
            "Authorization, Accept, Accept-Encoding, X-Catalog-Min-Version, X-Catalog-Explain";

    private AnswerHeaders() {}

    static void write(HttpServletResponse response, Answer answer, String outcome) {
        response.setHeader(X_CACHE, outcome);
        response.setHeader(HttpHeaders.ETAG, answer.etag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, answer.cacheControl());
        // To what says whose pages may read it.
        response.addHeader(HttpHeaders.VARY, VARY);
    }

    static void write(HttpHeaders headers, Answer answer, String outcome) {
        headers.set(X_CACHE, outcome);
        headers.setETag(answer.etag());
        headers.setCacheControl(answer.cacheControl());
        headers.set(HttpHeaders.VARY, VARY);
    }

    /** Those that Spring Security writes on every other answer. */
    static void writeSecure(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-XSS-Protection", "0");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
