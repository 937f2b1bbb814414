package dev.catalog.attack;

import static dev.catalog.attack.Attack.document;
import static dev.catalog.attack.Attack.operation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Variables that are many, deep, long, or none of what they are declared to be. */
final class VariableAttacks {

    private static final String BAD = "BAD_USER_INPUT";
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String NO_BODY = "400 BAD_USER_INPUT";
    private static final String BY_IDS = "query ($v: [ID!]!) {nodes(ids: $v) {id}}";
    private static final String COUNTED = "query ($v: ProductFilter) {productCount(filter: $v)}";

    private VariableAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(declared(), sent(), ids()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> declared() {
        return Stream.of(
                document(
                        "3,000 variables that nothing uses",
                        INVALID,
                        () -> "query (%s) {__typename}".formatted(Flood.of(3000, "$a%d: Int "))),
                document(
                        "1,300 variables with defaults",
                        INVALID,
                        () -> "query (%s) {__typename}".formatted(Flood.of(1300, "$a%d: [Int!] = [1] "))),
                document(
                        "2,800 variables of one name",
                        INVALID,
                        () -> "query (%s) {product(id: $a) {id}}".formatted("$a: ID! ".repeat(2800))),
                document(
                        "3,000 uses of no variable",
                        INVALID,
                        () -> "{productCount(filter: {ids: [%s]})}".formatted(Flood.of(3000, "$a%d "))),
                document(
                        "a default of 13,000 items",
                        BAD,
                        () -> "query ($v: [ID!]! = [%s]) {nodes(ids: $v) {id}}".formatted("1 ".repeat(13_000))),
                document(
                        "a default of another type",
                        INVALID,
                        () -> "query ($v: Int = {a: {b: [1]}}) {products(first: $v) {totalCount}}"),
                document(
                        "2,900 variables of unknown types",
                        INVALID,
                        () -> "query (%s) {__typename}".formatted(Flood.of(2900, "$a%d: T%d "))),
                operation(
                        "null for what may not be",
                        BAD,
                        () -> "query ($v: ID!) {product(id: $v) {id}}",
                        () -> "{\"v\": null}"),
                operation("nothing for what must be", BAD, () -> "query ($v: ID!) {product(id: $v) {id}}", () -> "{}"),
                operation(
                        "null for a default",
                        BAD,
                        () -> "query ($v: Boolean = true) {product(id: 1, includeInactive: $v) {id}}",
                        () -> "{\"v\": null}"));
    }

    private static Stream<Attack> sent() {
        return Stream.of(
                operation("lists 11 deep", BAD, () -> BY_IDS, () -> value(Flood.nested(11, "[", "1", "]"))),
                operation("lists in a list of ids", BAD, () -> BY_IDS, () -> value("[[[1]], [2]]")),
                operation("lists 400 deep", BAD, () -> BY_IDS, () -> value(Flood.nested(400, "[", "1", "]"))),
                operation(
                        "lists 400,000 deep", NO_BODY, () -> BY_IDS, () -> value(Flood.nested(400_000, "[", "1", "]"))),
                operation("objects 400 deep", BAD, () -> COUNTED, () -> value(Flood.nested(400, "{\"a\": ", "1", "}"))),
                operation(
                        "objects 100,000 deep",
                        NO_BODY,
                        () -> COUNTED,
                        () -> value(Flood.nested(100_000, "{\"a\": ", "1", "}"))),
                operation("brackets that do not close", NO_BODY, () -> COUNTED, () -> "[".repeat(500_000)),
                operation(
                        "90,000 variables",
                        "answered|" + BAD,
                        () -> "{__typename}",
                        () -> "{%s}".formatted(Flood.of(50_000, "\"a%d\": 1", ", "))),
                operation(
                        "50,000 input fields",
                        BAD,
                        () -> COUNTED,
                        () -> value("{%s}".formatted(Flood.of(50_000, "\"a%d\": 1", ", ")))),
                operation(
                        "16,384 names of one hash",
                        "answered|" + BAD,
                        () -> "{__typename}",
                        () -> value("{%s}".formatted(sameHash(14)))),
                operation(
                        "an input field 20,000 times",
                        NO_BODY + "|" + BAD + "|answered",
                        () -> COUNTED,
                        () -> value("{%s}".formatted(Flood.of(20_000, "\"featured\": true", ", ")))),
                operation(
                        "a variable twice", NO_BODY + "|answered", () -> "{__typename}", () -> "{\"v\": 1, \"v\": 2}"),
                operation(
                        "a name of 900,000 letters",
                        NO_BODY + "|answered",
                        () -> "{__typename}",
                        () -> "{\"%s\": 1}".formatted("x".repeat(900_000))),
                operation(
                        "a name of 40,000 letters in an input",
                        BAD,
                        () -> COUNTED,
                        () -> value("{\"%s\": 1}".formatted("x".repeat(40_000)))),
                operation(
                        "names of JavaScript's and Java's",
                        BAD,
                        () -> COUNTED,
                        () -> value(
                                "{\"__proto__\": {\"a\": 1}, \"constructor\": 1, \"class\": \"java.lang.Runtime\", \"@type\": \"a\"}")),
                operation(
                        "a text of 900,000 letters",
                        BAD,
                        () -> COUNTED,
                        () -> value("{\"search\": \"%s\"}".formatted("x".repeat(900_000)))),
                operation(
                        "a slug of 900,000 letters",
                        "answered|" + BAD,
                        () ->
                                "query ($v: String!) {categoryBySlug(slug: $v) {id} productsByCategory(slug: $v) {totalCount}}",
                        () -> value("\"%s\"".formatted("x".repeat(900_000)))),
                operation(
                        "an id of 900,000 letters",
                        BAD,
                        () -> "query ($v: ID!) {product(id: $v) {id} node(id: $v) {id}}",
                        () -> value("\"%s\"".formatted("x".repeat(900_000)))),
                operation(
                        "an id of 900,000 digits",
                        BAD,
                        () -> "query ($v: ID!) {product(id: $v) {id}}",
                        () -> value("\"%s\"".formatted("9".repeat(900_000)))),
                operation(
                        "a cursor of 900,000 letters",
                        BAD,
                        () -> "query ($v: String) {products(after: $v) {totalCount}}",
                        () -> value("\"%s\"".formatted("A".repeat(900_000)))),
                operation(
                        "a price of 900,000 letters",
                        BAD,
                        () -> "query ($v: BigDecimal) {productCount(filter: {minPrice: $v})}",
                        () -> value("\"%s\"".formatted("1".repeat(900_000)))),
                operation(
                        "a word of an enum that is none",
                        BAD,
                        () -> "query ($v: ProductOrderField!) {products(orderBy: {field: $v}) {totalCount}}",
                        () -> value("\"%s\"".formatted("N".repeat(900_000)))),
                operation(
                        "an object for a text",
                        BAD,
                        () -> "query ($v: String!) {categoryBySlug(slug: $v) {id}}",
                        () -> value("{\"$ne\": null}")),
                operation("a list for an object", BAD, () -> COUNTED, () -> value("[[], [{}]]")),
                operation("a list for variables", NO_BODY, () -> "{__typename}", () -> "[1]"),
                operation("a text for variables", NO_BODY, () -> "{__typename}", () -> "\"{}\""),
                operation("no number", NO_BODY, () -> "{__typename}", () -> value("NaN")),
                operation("a number in octal", NO_BODY, () -> "{__typename}", () -> value("0777")));
    }

    private static Stream<Attack> ids() {
        return Stream.of(
                operation(
                        "100,000 ids", BAD, () -> BY_IDS, () -> value("[%s]".formatted(Flood.of(100_000, "%d", ",")))),
                operation("1,000 ids", BAD, () -> BY_IDS, () -> value("[%s]".formatted(Flood.of(1000, "\"%d\"", ",")))),
                operation(
                        "100 ids of nothing",
                        BAD,
                        () -> BY_IDS,
                        () -> value("[%s]".formatted(Flood.of(100, "\"garbage%d\"", ",")))),
                operation(
                        "one id 100 times",
                        BAD + "|answered",
                        () -> BY_IDS,
                        () -> value("[%s]".formatted(Flood.of(100, "\"UHJvZHVjdDox\"", ",")))),
                operation(
                        "100,000 ids in a filter",
                        BAD,
                        () -> COUNTED,
                        () -> value("{\"ids\": [%s]}".formatted(Flood.of(100_000, "%d", ",")))),
                document(
                        "4,000 ids, written out",
                        BAD,
                        () -> "{nodes(ids: [%s]) {id}}".formatted(Flood.of(4000, "%d "))),
                document(
                        "20 times 100 ids of nothing",
                        BAD,
                        () -> "{%s}"
                                .formatted(Flood.of(
                                        20,
                                        "a%d: nodes(ids: ["
                                                + Flood.of(100, "\"x%d\" ")
                                                        .replace("%", "%%")
                                                        .replace("%%", "%") + "]) {id} "))),
                document(
                        "20 roots that fail",
                        BAD,
                        () -> "{%s}".formatted(Flood.of(20, "a%d: product(id: \"x\") {id} "))),
                document(
                        "ids that are nearly global",
                        BAD,
                        () -> "{nodes(ids: [\"\", \"=\", \"UHJvZHVjdA==\", \"UHJvZHVjdDo=\", \"UHJvZHVjdDotMQ==\", "
                                + "\"UHJvZHVjdDo5OTk5OTk5OTk5OTk5OTk5OTk5OTk=\", \"UXVlcnk6MQ==\", \"OjE=\", \"UHJvZHVjdDoxOjE=\"]) {id}}"));
    }

    private static String value(String json) {
        return "{\"v\": " + json + "}";
    }

    /** Members whose names a hash table of Java's can't tell apart. */
    private static String sameHash(int bits) {
        return IntStream.range(0, 1 << bits)
                .mapToObj(n -> IntStream.range(0, bits)
                        .mapToObj(bit -> (n >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\": 1")))
                .collect(Collectors.joining(", "));
    }
}
