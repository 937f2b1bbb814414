package dev.catalog.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** How a client words its request, and what it does about the answer: all of these ask for the same. */
enum RequestForm {
    /** As simple clients do. */
    PLAIN,
    /** As the well-known libraries do. */
    NAMED,
    /** As those do, and leaves, so that it comes anew the next time. */
    LEAVING,
    /** As simple clients do, and as another one does at the same time; the answer may be kept. */
    SHARED;

    private static final List<RequestForm> TURNS = List.of(PLAIN, NAMED, PLAIN, LEAVING, PLAIN, NAMED, SHARED, NAMED);

    /** The form of one of many turns; of those too whose number is a multiple of 8 or 64, and which ask for more. */
    static RequestForm of(int turn) {
        int kinds = TURNS.size();
        return TURNS.get((turn + turn / kinds + turn / (kinds * kinds)) % kinds);
    }

    Map<String, @Nullable Object> body(String document, Map<String, ? extends @Nullable Object> variables) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (isSimple()) {
            body.put("query", document);
            body.put("variables", variables);
        } else {
            body.put("operationName", nameOf(document));
            body.put("variables", variables);
            body.put("extensions", Map.of());
            body.put("query", document);
        }
        return body;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                HttpHeaders.ACCEPT,
                isSimple()
                        ? MediaType.APPLICATION_JSON_VALUE
                        : "application/graphql-response+json, application/json;q=0.9");
        if (this != SHARED) {
            // Nobody else asks for this, and what is kept of it would be in the way of what users ask for.
            headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (!isSimple()) {
            headers.put(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        if (this == LEAVING) {
            headers.put(HttpHeaders.CONNECTION, "close");
        }
        return headers;
    }

    private boolean isSimple() {
        return this == PLAIN || this == SHARED;
    }

    private static String nameOf(String document) {
        return document.substring("query ".length(), document.indexOf('('));
    }
}
