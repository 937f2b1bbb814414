package dev.catalog.attack;

import static dev.catalog.attack.Attack.body;

import dev.catalog.support.RawHttp;
import java.util.stream.Stream;

/** Requests of which no operation is the worst. */
final class RequestAttacks {

    private static final String QUERY = "{\"query\": \"{__typename}\"}";
    private static final String REFUSED = "400 BAD_USER_INPUT";

    /** By Tomcat or Spring, ahead of what knows of GraphQL. */
    private static final String MALFORMED = REFUSED + "|400";

    private RequestAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(urls(), headers(), framing()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> urls() {
        return Stream.of(
                get("a query string of a million letters", REFUSED, "/graphql?query=" + "x".repeat(1_000_000)),
                get("a query string of 40,000 letters", "414 BAD_USER_INPUT", "/graphql?query=" + "x".repeat(40_000)),
                get("9,000 parameters", REFUSED + "|answered", "/graphql?query=%7B__typename%7D" + "&a=".repeat(9000)),
                get("9,000 queries", REFUSED, "/graphql?" + "query=a".repeat(1) + "&query=a".repeat(3500)),
                get(
                        "a mutation by GET",
                        "405 BAD_USER_INPUT",
                        "/graphql?query=mutation%7BevictCache(input:%7Ball:true%7D)%7Bevicted%7D%7D"),
                get(
                        "a subscription by GET",
                        "405 BAD_USER_INPUT",
                        "/graphql?query=subscription%7BwarmingJobUpdated%7Bid%7D%7D"),
                get(
                        "variables in a query string that nest",
                        REFUSED,
                        "/graphql?query=%7B__typename%7D&variables=" + "%5B".repeat(9000)),
                get("a NUL in a query string", "GRAPHQL_PARSE_FAILED|" + REFUSED, "/graphql?query=%7B__typename%00%7D"),
                get("bad UTF-8 in a query string", REFUSED, "/graphql?query=%7B__typename%23%FF%0A%7D"),
                get("bad escapes in a query string", REFUSED, "/graphql?query=%7"),
                get("a path upwards", "400|404|" + REFUSED, "/graphql/../../etc/passwd"),
                get("an encoded path upwards", "400|404|" + REFUSED, "/graphql/..%2f..%2fetc%2fpasswd"),
                get("a path with a NUL", "400|404|" + REFUSED, "/graphql%00"),
                get(
                        "a path with parameters",
                        "400|404|answered|" + REFUSED,
                        "/graphql;jsessionid=1?query=%7B__typename%7D"));
    }

    private static Attack get(String name, String outcome, String path) {
        return raw(name, outcome, "GET " + path);
    }

    private static Stream<Attack> headers() {
        return Stream.of(
                raw("90 headers", "answered", "GET /graphql?query=%7B__typename%7D", Flood.of(90, "X-%d: a", "\r\n")),
                raw("1,000 headers", REFUSED, "GET /graphql?query=%7B__typename%7D", Flood.of(1000, "X-%d: a", "\r\n")),
                raw(
                        "a header of 100,000 letters",
                        REFUSED,
                        "GET /graphql?query=%7B__typename%7D",
                        "X-A: " + "x".repeat(100_000)),
                raw("a header with a NUL", REFUSED, "GET /graphql?query=%7B__typename%7D", "X-A: \0"),
                raw("a header without a name", REFUSED, "GET /graphql?query=%7B__typename%7D", ": x"),
                body(
                        "a token of 40,000 letters",
                        "401 UNAUTHENTICATED|" + REFUSED,
                        () -> QUERY,
                        "Authorization",
                        "Bearer " + "x".repeat(40_000)),
                body(
                        "a token that is no Base64",
                        "401 UNAUTHENTICATED",
                        () -> QUERY,
                        "Authorization",
                        "Bearer eyJhbGciOiJub25lIn0.e30."),
                body("a bearer of nothing", "401 UNAUTHENTICATED", () -> QUERY, "Authorization", "Bearer "),
                body(
                        "a version beyond all",
                        "answered|BAD_USER_INPUT|" + REFUSED,
                        () -> QUERY,
                        "X-Catalog-Min-Version",
                        "9".repeat(5000)),
                body(
                        "a version that is none",
                        "answered|BAD_USER_INPUT|" + REFUSED,
                        () -> QUERY,
                        "X-Catalog-Min-Version",
                        "1; DROP TABLE products"),
                body("an explanation of what is none", "answered", () -> QUERY, "X-Catalog-Explain", "x".repeat(5000)),
                body(
                        "a request's id of 20,000 letters",
                        "answered",
                        () -> QUERY,
                        "X-Request-Id",
                        "${jndi:a}".repeat(2000)),
                body(
                        "3,000 accepted types",
                        "answered|406 BAD_USER_INPUT",
                        () -> QUERY,
                        "Accept",
                        Flood.of(3000, "a/b%d;q=0.%d", ",")),
                body(
                        "an accepted type that is none",
                        "answered|406 BAD_USER_INPUT",
                        () -> QUERY,
                        "Accept",
                        ";;,/,*,a/"),
                body(
                        "3,000 accepted encodings",
                        "answered",
                        () -> QUERY,
                        "Accept-Encoding",
                        Flood.of(3000, "x%d;q=0.1", ",")),
                body("3,000 languages", "answered", () -> QUERY, "Accept-Language", Flood.of(3000, "a-b%d;q=0.1", ",")),
                body("a language of 20,000 letters", "answered", () -> QUERY, "Accept-Language", "x".repeat(20_000)),
                body("5,000 tags", "answered|304", () -> QUERY, "If-None-Match", Flood.of(5000, "W/\"%d\"", ",")),
                body("a tag that does not end", "answered", () -> QUERY, "If-None-Match", "W/\"" + "x".repeat(20_000)),
                body("1,000 ranges", "answered", () -> QUERY, "Range", "bytes=" + Flood.of(1000, "%d-%d", ",")),
                body(
                        "1,000 proxies",
                        "answered|" + REFUSED,
                        () -> QUERY,
                        "X-Forwarded-For",
                        Flood.of(1000, "10.0.0.1", ",")),
                body("a trace that is none", "answered", () -> QUERY, "traceparent", "00-" + "f".repeat(5000)),
                body("1,000 cookies", "answered|400", () -> QUERY, "Cookie", Flood.of(1000, "a%d=b", "; ")));
    }

    private static Stream<Attack> framing() {
        String post = "POST /graphql";
        String json = "Content-Type: application/json";
        return Stream.of(
                raw("a length below zero", REFUSED, post, json, "Content-Length: -1"),
                raw(
                        "a length beyond all",
                        "413 BAD_USER_INPUT|" + REFUSED,
                        post,
                        json,
                        "Content-Length: 999999999999999999999"),
                raw("two lengths", REFUSED, post, json, "Content-Length: 1", "Content-Length: 2"),
                raw(
                        "a length and chunks",
                        REFUSED,
                        post,
                        json,
                        "Content-Length: 4",
                        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                raw("chunks of no size", MALFORMED, post, json, "Transfer-Encoding: chunked\r\n\r\nx\r\n\r\n"),
                raw(
                        "a chunk beyond all",
                        MALFORMED,
                        post,
                        json,
                        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n"),
                raw(
                        "a chunk that says much of itself",
                        MALFORMED,
                        post,
                        json,
                        "Transfer-Encoding: chunked\r\n\r\n1;" + "a=b;".repeat(20_000) + "\r\n1\r\n0\r\n\r\n"),
                raw(
                        "a chunk with a trailer of 100,000 letters",
                        MALFORMED,
                        post,
                        json,
                        "Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: " + "x".repeat(100_000) + "\r\n\r\n"),
                raw(
                        "an encoding of bodies that is none",
                        "501|" + REFUSED,
                        post,
                        json,
                        "Transfer-Encoding: gzip, chunked"),
                raw("a method that is none", "405 BAD_USER_INPUT|" + MALFORMED, "X".repeat(1000) + " /graphql"),
                raw("a method with a NUL", REFUSED, "GE\0T /graphql"),
                raw("TRACE", "405|405 BAD_USER_INPUT|" + REFUSED, "TRACE /graphql"),
                raw("CONNECT", "501|405|405 BAD_USER_INPUT|" + REFUSED, "CONNECT 127.0.0.1:80"),
                raw(
                        "another host's address",
                        "answered|" + REFUSED,
                        "GET http://127.0.0.2/graphql?query=%7B__typename%7D"),
                raw(
                        "an upgrade to what is none",
                        "answered|426|" + REFUSED,
                        "GET /graphql?query=%7B__typename%7D",
                        "Upgrade: h2c, " + "x".repeat(1000),
                        "HTTP2-Settings: x"),
                raw(
                        "a WebSocket without a key",
                        "answered|400|" + REFUSED,
                        "GET /graphql?query=%7B__typename%7D",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13"));
    }

    private static Attack raw(String name, String outcome, String line, String... headers) {
        return Attack.of(name, outcome, port -> {
            RawHttp answer = RawHttp.send(port, line, headers);
            int head = answer.text().indexOf("\r\n\r\n");
            return new Reply(answer.status(), head < 0 ? "" : answer.text().substring(head + 4));
        });
    }
}
