package dev.catalog.attack;

import static dev.catalog.attack.Attack.body;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Documents that are named instead of sent, by names that are none. */
final class NamedDocumentAttacks {

    private static final String BAD = "BAD_USER_INPUT|400 BAD_USER_INPUT";
    private static final AtomicLong HASHES = new AtomicLong();

    private NamedDocumentAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(
                body(
                        "a hash that is new each time",
                        "PERSISTED_QUERY_NOT_FOUND",
                        () -> persisted(quotedHash(), 1, "null")),
                body("a hash of another document", BAD, () -> persisted(quotedHash(), 1, "\"{__typename}\"")),
                body("a hash of 900,000 letters", BAD, () -> persisted("\"" + "a".repeat(900_000) + "\"", 1, "null")),
                body("a hash that is an object", BAD, () -> persisted("{\"a\": 1}", 1, "null")),
                body("a hash that is a path", BAD, () -> persisted("\"../../../../etc/passwd\"", 1, "null")),
                body("a hash that is a key of another's", BAD, () -> persisted("\"*\\r\\nFLUSHALL\"", 1, "null")),
                body("another version", BAD, () -> persisted(quotedHash(), 2, "null")),
                body(
                        "a giant version",
                        BAD,
                        () -> "{\"extensions\": {\"persistedQuery\": {\"version\": 1e50000000, \"sha256Hash\": %s}}}"
                                .formatted(quotedHash())),
                body(
                        "an id of 900,000 letters",
                        BAD + "|PERSISTED_QUERY_NOT_FOUND",
                        () -> "{\"documentId\": \"%s\"}".formatted("x".repeat(900_000))),
                body(
                        "an id and a hash",
                        BAD + "|PERSISTED_QUERY_NOT_FOUND",
                        () -> persisted(quotedHash(), 1, "null, \"documentId\": \"a\"")),
                body(
                        "extensions of 900,000 letters",
                        "answered",
                        () -> "{\"query\": \"{__typename}\", \"extensions\": {\"a\": \"%s\"}}"
                                .formatted("x".repeat(900_000))),
                body(
                        "50,000 extensions",
                        "answered",
                        () -> "{\"query\": \"{__typename}\", \"extensions\": {%s}}"
                                .formatted(Flood.of(50_000, "\"a%d\": 1", ", "))),
                body(
                        "extensions 400 deep",
                        "answered",
                        () -> "{\"query\": \"{__typename}\", \"extensions\": {\"a\": %s}}"
                                .formatted(Flood.nested(400, "[", "1", "]"))),
                body("extensions that are none", BAD, () -> "{\"query\": \"{__typename}\", \"extensions\": [1]}"));
    }

    private static String quotedHash() {
        return "\"" + HexFormat.of().toHexDigits(HASHES.incrementAndGet()).repeat(4) + "\"";
    }

    private static String persisted(String hash, int version, String query) {
        return "{\"extensions\": {\"persistedQuery\": {\"version\": %d, \"sha256Hash\": %s}}, \"query\": %s}"
                .formatted(version, hash, query);
    }
}
