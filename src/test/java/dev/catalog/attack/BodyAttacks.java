package dev.catalog.attack;

import static dev.catalog.attack.Attack.body;
import static dev.catalog.attack.Attack.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Bodies that hold no operation, or far more than one. */
final class BodyAttacks {

    private static final String QUERY = "{\"query\": \"{__typename}\"}";
    private static final String REFUSED = "400 BAD_USER_INPUT";
    private static final String UNSUPPORTED = "415 BAD_USER_INPUT";
    private static final String TOO_LARGE = "413 BAD_USER_INPUT";

    private BodyAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(json(), encodings(), types()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> json() {
        return Stream.of(
                body("nothing", REFUSED, () -> ""),
                body("null", REFUSED, () -> "null"),
                body("a number", REFUSED, () -> "1e50000000"),
                body("a text", REFUSED, () -> "\"{__typename}\""),
                body("an empty list", REFUSED, () -> "[]"),
                body("a batch of ten", REFUSED, () -> "[" + Flood.of(10, QUERY, ",") + "]"),
                body("a batch of 30,000", REFUSED, () -> "[" + Flood.of(30_000, QUERY, ",") + "]"),
                body("an operation that ends early", REFUSED, () -> "{\"query\": \"{__typename}\""),
                body("two operations", REFUSED + "|answered", () -> QUERY + QUERY),
                body("brackets, a million", REFUSED, () -> "[".repeat(1_000_000)),
                body(
                        "lists 400,000 deep beside the query",
                        REFUSED,
                        () -> "{\"a\": %s, \"query\": \"{__typename}\"}"
                                .formatted(Flood.nested(400_000, "[", "1", "]"))),
                body(
                        "50,000 members beside the query",
                        "answered",
                        () -> "{%s, \"query\": \"{__typename}\"}".formatted(Flood.of(50_000, "\"a%d\": 1", ", "))),
                body(
                        "a query twice",
                        REFUSED,
                        () -> "{\"query\": \"{__typename}\", \"query\": \"{cacheRegions {name}}\"}"),
                body(
                        "a query 20,000 times",
                        REFUSED,
                        () -> "{%s}".formatted(Flood.of(20_000, "\"query\": \"{__typename}\"", ", "))),
                body(
                        "a name of 900,000 letters",
                        REFUSED + "|answered",
                        () -> "{\"%s\": 1, \"query\": \"{__typename}\"}".formatted("x".repeat(900_000))),
                body(
                        "an operation's name of 900,000 letters",
                        "BAD_USER_INPUT",
                        () -> "{\"query\": \"query A {__typename} query B {__typename}\", \"operationName\": \"%s\"}"
                                .formatted("x".repeat(900_000))),
                body(
                        "an operation's name of NULs",
                        "BAD_USER_INPUT",
                        () -> "{\"query\": \"query A {__typename} query B {__typename}\", \"operationName\": \"%s\"}"
                                .formatted("\\u0000".repeat(1000))),
                body(
                        "a query of a million letters",
                        "GRAPHQL_PARSE_FAILED",
                        () -> "{\"query\": \"%s\"}".formatted("x".repeat(1_000_000))),
                body("a body of a byte too many", TOO_LARGE, () -> QUERY + " ".repeat(1_048_577 - QUERY.length())),
                body("a body of two million bytes", TOO_LARGE, () -> QUERY + " ".repeat(2_000_000)),
                body("white space alone", REFUSED, () -> " ".repeat(1_000_000)),
                body("a comment of JavaScript's", REFUSED, () -> "/* a */" + QUERY));
    }

    private static Stream<Attack> encodings() {
        return Stream.of(
                bytes("a byte that no UTF-8 has", REFUSED, () -> around(0xFF)),
                bytes("a byte that only follows", REFUSED, () -> around(0x80)),
                bytes("a character that ends early", REFUSED, () -> around(0xE2, 0x82)),
                bytes("a slash written too long", REFUSED + "|answered", () -> around(0xC0, 0xAF)),
                bytes("half a pair in UTF-8", REFUSED + "|GRAPHQL_PARSE_FAILED", () -> around(0xED, 0xA0, 0x80)),
                bytes(
                        "a character beyond Unicode",
                        REFUSED + "|GRAPHQL_PARSE_FAILED",
                        () -> around(0xF4, 0x90, 0x80, 0x80)),
                bytes("a NUL", REFUSED, () -> around(0)),
                bytes("NULs, a million", REFUSED, () -> new byte[1_000_000]),
                bytes("UTF-16", REFUSED + "|answered", () -> QUERY.getBytes(StandardCharsets.UTF_16)),
                bytes("UTF-16 without a mark", REFUSED + "|answered", () -> QUERY.getBytes(StandardCharsets.UTF_16LE)),
                bytes("UTF-32", REFUSED + "|answered", () -> QUERY.getBytes(Charset.forName("UTF-32"))),
                bytes(
                        "UTF-8 with a mark",
                        REFUSED + "|answered",
                        () -> ("\ufeff" + QUERY).getBytes(StandardCharsets.UTF_8)),
                bytes("a compressed query", REFUSED + "|" + UNSUPPORTED, () -> gzip(QUERY), "Content-Encoding", "gzip"),
                bytes("200 MB, compressed", REFUSED + "|" + UNSUPPORTED, () -> ZEROS, "Content-Encoding", "gzip"),
                bytes(
                        "compression without compression",
                        "answered|" + UNSUPPORTED,
                        () -> QUERY.getBytes(StandardCharsets.UTF_8),
                        "Content-Encoding",
                        "br, gzip, deflate"));
    }

    private static Stream<Attack> types() {
        return Stream.of(
                        "application/x-www-form-urlencoded",
                        "text/plain",
                        "multipart/form-data; boundary=x",
                        "application/json; charset=utf-16",
                        "application/graphql",
                        "application/xml",
                        "application/x-java-serialized-object",
                        "application/json, text/plain",
                        "*/*",
                        "x",
                        "application/json; " + "a=b; ".repeat(1000))
                .map(type -> body(
                        "a body of " + type.substring(0, Math.min(type.length(), 40)),
                        type.contains("a=b") ? "answered|" + UNSUPPORTED : UNSUPPORTED,
                        () -> QUERY,
                        "Content-Type",
                        type));
    }

    /** A query with these bytes in its document. */
    private static byte[] around(int... bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"query\": \"{__typename #".getBytes(StandardCharsets.UTF_8));
        for (int each : bytes) {
            body.write(each);
        }
        body.writeBytes("\\n}\"}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static final byte[] ZEROS = gzip(" ".repeat(1000), 200_000);

    private static byte[] gzip(String text) {
        return gzip(text, 1);
    }

    private static byte[] gzip(String text, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
