package dev.catalog.graphql;

import java.util.List;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * The headers that keep a browser from making something else of an answer of the endpoint, as they are sent. Spring Security writes the
 * same on all other answers.
 */
public final class SafeHeaders {

    private static final List<ReadyHeader> ALL = List.of(
            new ReadyHeader("X-Content-Type-Options", "nosniff"),
            new ReadyHeader("X-XSS-Protection", "0"),
            new ReadyHeader("X-Frame-Options", "DENY"),
            new ReadyHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new ReadyHeader("Referrer-Policy", "no-referrer"));

    private static final ReadyHeader HTTPS_ALONE = new ReadyHeader("Strict-Transport-Security", "max-age=31536000");

    private SafeHeaders() {}

    /** Those of an answer with a body. A client has them with what it has. */
    public static void write(MimeHeaders headers) {
        for (ReadyHeader header : ALL) {
            header.addTo(headers);
        }
    }

    /** That of every answer over HTTPS. */
    public static void writeHttpsAlone(MimeHeaders headers) {
        HTTPS_ALONE.addTo(headers);
    }
}
