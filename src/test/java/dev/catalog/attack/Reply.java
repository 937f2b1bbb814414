package dev.catalog.attack;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back: a status, or the code that a WebSocket was closed with, and a text, which is JSON but where a protocol below
 * GraphQL refuses.
 */
record Reply(int status, String text) {

    private static final JsonMapper JSON = new JsonMapper();

    static Reply of(HttpResponse<String> answer) {
        return new Reply(answer.statusCode(), answer.body());
    }

    /** The codes of its errors; empty where it has none. */
    List<String> codes() {
        return json().at("/errors")
                .valueStream()
                .map(error -> error.at("/extensions/code").asString())
                .toList();
    }

    /** In a word: {@code answered}, the code of its first error, or else the status, before either where it is not 200. */
    String outcome() {
        List<String> codes = codes();
        String word = codes.isEmpty() ? (json().has("data") ? "answered" : "") : codes.getFirst();
        return status == 200 && !word.isEmpty() ? word : (status + " " + word).strip();
    }

    /** How its text begins, for people. */
    String start() {
        return text.substring(0, Math.min(text.length(), 300));
    }

    private JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
