package dev.catalog.attack;

import static dev.catalog.attack.Attack.document;
import static dev.catalog.attack.Attack.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Texts that mean something to what reads them behind the gateway, or that nothing there can hold; and documents of such texts. */
final class TextAttacks {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNREADABLE = "GRAPHQL_PARSE_FAILED";

    /** JSON strings. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("wildcards of SQL", quoted("%_%%__" + "%".repeat(150))),
            Map.entry("a statement of SQL", quoted("x'; DROP TABLE products; SELECT pg_sleep(10); --")),
            Map.entry("a condition of SQL", quoted("\" OR 1=1) OR ('' = '")),
            Map.entry("escapes of SQL", quoted("\\' E'\\\\x00' $$ $tag$ :name ?1 ?")),
            Map.entry("operators of a search", quoted("a & | ! <-> <2> :* () ' \" & & !!")),
            Map.entry("a regular expression that backtracks", quoted("(a+)+$ (.*)*[^]{1,1000}\\1")),
            Map.entry("patterns of Redis", quoted("*?[^a-z]{x}\r\nFLUSHALL\r\n")),
            Map.entry("a NUL", "\"lamp\\u0000lamp\""),
            Map.entry("half a surrogate pair", "\"lamp\\ud800lamp\""),
            Map.entry("a pair the wrong way round", "\"\\udc00\\ud800\""),
            Map.entry("noncharacters", "\"\\uffff\\ufffe\\ufdd0\""),
            Map.entry("a mark for the order of bytes", "\"\\ufeff\\ufeff\""),
            Map.entry("right to left", "\"\\u202e\\u2066gpj.exe\\u2069\""),
            Map.entry("200 marks on a letter", quoted("a" + "\u0301".repeat(199))),
            Map.entry("100 emoji", quoted("\ud83d\ude00".repeat(100))),
            Map.entry("ligatures that grow", quoted("\ufdfa".repeat(200))),
            Map.entry("200 words", quoted("a ".repeat(100).strip())),
            Map.entry("one word of 200", quoted("x".repeat(200))),
            Map.entry("100,000 letters", quoted("x".repeat(100_000))),
            Map.entry("100,000 NULs", "\"" + "\\u0000".repeat(100_000) + "\""),
            Map.entry("a look-up of Log4j", quoted("${jndi:ldap://127.0.0.1:1/a}${env:PATH}%d{HH}%n%x")),
            Map.entry("a template", quoted("{{7*7}}#{7*7}${7*7}<%=7*7%>*{T(java.lang.Runtime)}")),
            Map.entry("a line of a header", quoted("a\r\nSet-Cookie: a=b\r\n\r\n<script>")),
            Map.entry("nothing", quoted("")),
            Map.entry("white space", quoted("\u00a0\u2003\u2028 \t")));

    private static final Map<String, String> PLACES = Map.of(
            "search",
                    "query ($t: String) {products(filter: {search: $t}) {totalCount nodes {name}} categories(filter: {search: $t}) {totalCount}}",
            "a slug",
                    "query ($t: String!) {categoryBySlug(slug: $t) {name} productsByCategory(slug: $t) {totalCount} productCount(filter: {categorySlug: $t})}",
            "an id",
                    "query ($t: ID!) {product(id: $t) {name} category(id: $t) {name} node(id: $t) {id} nodes(ids: [$t]) {id}}",
            "a cursor",
                    "query ($t: String) {products(after: $t) {totalCount} categories(before: $t, last: 1) {totalCount}}");

    private TextAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(inEveryPlace(), Stream.concat(documents(), cursors()));
    }

    private static Stream<Attack> inEveryPlace() {
        List<Attack> attacks = new ArrayList<>();
        PLACES.forEach((place, document) -> TEXTS.forEach((name, text) -> attacks.add(operation(
                name + " as " + place,
                "answered|BAD_USER_INPUT",
                () -> document,
                () -> "{\"t\": %s}".formatted(text)))));
        return attacks.stream();
    }

    private static Stream<Attack> documents() {
        return Stream.of(
                document("no document", UNREADABLE + "|BAD_USER_INPUT|400 BAD_USER_INPUT", () -> ""),
                document(
                        "a document of white space",
                        UNREADABLE + "|BAD_USER_INPUT|400 BAD_USER_INPUT",
                        () -> " \t\n\ufeff"),
                document("a document of commas", UNREADABLE, () -> ",".repeat(90_000)),
                document("a document of comments", UNREADABLE, () -> "#\n".repeat(45_000)),
                document("a query after 90,000 commas", "answered", () -> ",".repeat(90_000) + "{__typename}"),
                document(
                        "a query after 45,000 comments",
                        "answered|" + UNREADABLE,
                        () -> "#\n".repeat(45_000) + "{__typename}"),
                document(
                        "a comment of 90,000 characters",
                        "answered",
                        () -> "#" + "x".repeat(90_000) + "\n{__typename}"),
                document("a mark for the order of bytes", "answered", () -> "\ufeff{__typename}"),
                document("a NUL", UNREADABLE, () -> "{__typename\0}"),
                document("half a surrogate pair", UNREADABLE, () -> "{__typename \ud800}"),
                document("emoji for names", UNREADABLE, () -> "{\ud83d\ude00}"),
                document("letters that look alike", UNREADABLE, () -> "{n\u0430me}"),
                document(
                        "a name of 90,000 letters",
                        "GRAPHQL_VALIDATION_FAILED",
                        () -> "{%s}".formatted("x".repeat(90_000))),
                document(
                        "an alias of 40,000 letters",
                        "answered",
                        () -> "{%s: __typename}".formatted("x".repeat(40_000))),
                document(
                        "an operation named by 90,000 letters",
                        "answered",
                        () -> "query %s {__typename}".formatted("x".repeat(90_000))),
                document(
                        "a string of 90,000 letters",
                        "BAD_USER_INPUT",
                        () -> "{productCount(filter: {search: \"%s\"})}".formatted("x".repeat(90_000))),
                document(
                        "a string that does not end",
                        UNREADABLE,
                        () -> "{productCount(filter: {search: \"%s".formatted("x".repeat(90_000))),
                document(
                        "a block string of 40,000 lines",
                        "answered",
                        () -> "{productCount(filter: {search: \"\"\"x%s\"\"\"})}".formatted("\n ".repeat(40_000))),
                document(
                        "a block string that only indents",
                        "BAD_USER_INPUT",
                        () -> "{productCount(filter: {search: \"\"\"%s\"\"\"})}"
                                .formatted(Flood.of(400, "\n" + " ".repeat(200) + "x"))),
                document(
                        "a block string of quotes",
                        UNREADABLE + "|BAD_USER_INPUT",
                        () -> "{productCount(filter: {search: \"\"\"%s\"\"\"})}".formatted("\\\"\"\" ".repeat(18_000))),
                document(
                        "a block string that does not end",
                        UNREADABLE,
                        () -> "{productCount(filter: {search: \"\"\"" + "\"\" ".repeat(30_000)),
                document(
                        "15,000 escapes",
                        "BAD_USER_INPUT",
                        () -> "{productCount(filter: {search: \"%s\"})}".formatted("\\u0041".repeat(15_000))),
                document(
                        "an escape beyond Unicode",
                        UNREADABLE,
                        () -> "{productCount(filter: {search: \"\\u{110000}\"})}"),
                document(
                        "an escape of half a pair",
                        UNREADABLE + "|answered",
                        () -> "{productCount(filter: {search: \"\\uD800\"})}"),
                document("an escape that is none", UNREADABLE, () -> "{productCount(filter: {search: \"\\x00\"})}"));
    }

    private static Stream<Attack> cursors() {
        return Stream.of(
                        "MQ==",
                        "eyJpZCI6MX0=",
                        "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
                        "////",
                        "=====",
                        "UHJvZHVjdDox",
                        "A".repeat(3_000))
                .map(cursor -> document(
                        "a forged cursor of " + cursor.length() + " letters, " + cursor.substring(0, 4),
                        "BAD_USER_INPUT",
                        () -> "{products(first: 1, after: \"%s\") {totalCount}}".formatted(cursor)));
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
