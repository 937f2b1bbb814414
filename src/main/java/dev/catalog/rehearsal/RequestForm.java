package dev.catalog.rehearsal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** How a client words its request: all of these mean the same. */
enum RequestForm {
    /** As simple ones do. */
    PLAIN(MediaType.APPLICATION_JSON_VALUE) {
        @Override
        Map<String, @Nullable Object> body(String document, Map<String, ? extends @Nullable Object> variables) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("query", document);
            body.put("variables", variables);
            return body;
        }
    },
    /** As the well-known libraries do. */
    NAMED("application/graphql-response+json, application/json;q=0.9") {
        @Override
        Map<String, @Nullable Object> body(String document, Map<String, ? extends @Nullable Object> variables) {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("operationName", nameOf(document));
            body.put("variables", variables);
            body.put("extensions", Map.of());
            body.put("query", document);
            return body;
        }
    };

    private static final RequestForm[] ALL = values();

    private final String accept;

    RequestForm(String accept) {
        this.accept = accept;
    }

    /** The form of one request of many, which take turns. */
    static RequestForm of(int number) {
        return ALL[Math.floorMod(number, ALL.length)];
    }

    abstract Map<String, @Nullable Object> body(String document, Map<String, ? extends @Nullable Object> variables);

    Map<String, String> headers() {
        return Map.of(HttpHeaders.ACCEPT, accept);
    }

    private static String nameOf(String document) {
        return document.substring("query ".length(), document.indexOf('('));
    }
}
