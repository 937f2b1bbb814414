package dev.catalog.attack;

import static dev.catalog.attack.Attack.document;

import java.util.stream.Stream;

/** Documents that are deep, or wide. */
final class ShapeAttacks {

    private static final String TOO_DEEP = "OPERATION_TOO_DEEP";
    private static final String TOO_COMPLEX = "OPERATION_TOO_COMPLEX";
    private static final String UNREADABLE = "GRAPHQL_PARSE_FAILED";
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";

    private ShapeAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(deep(), wide(), directives(), operations()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> deep() {
        return Stream.of(
                document(
                        "parents 16 deep",
                        TOO_DEEP,
                        () -> "{category(id: 1) {%s}}".formatted(Flood.nested(15, "parent {", "id", "}"))),
                document(
                        "parents 1,000 deep",
                        TOO_DEEP + "|" + UNREADABLE,
                        () -> "{category(id: 1) {%s}}".formatted(Flood.nested(1000, "parent {", "id", "}"))),
                document(
                        "parents 4,900 deep",
                        TOO_DEEP + "|" + UNREADABLE,
                        () -> "{category(id: 1) {%s}}".formatted(Flood.nested(4900, "parent {", "id", "}"))),
                document(
                        "relations there and back",
                        TOO_DEEP,
                        () -> "{products {nodes {%s}}}"
                                .formatted(Flood.nested(8, "category {products {nodes {", "id", "}}}"))),
                document(
                        "inline fragments 4,900 deep",
                        "answered|" + UNREADABLE,
                        () -> "{%s}".formatted(Flood.nested(4900, "... {", "__typename", "}"))),
                document(
                        "lists 7,000 deep",
                        INVALID + "|" + UNREADABLE,
                        () -> "{nodes(ids: %s) {id}}".formatted(Flood.nested(7000, "[", "1", "]"))),
                document(
                        "objects 3,500 deep",
                        INVALID + "|" + UNREADABLE,
                        () -> "{productCount(filter: %s)}".formatted(Flood.nested(3500, "{a: ", "1", "}"))),
                document(
                        "types 7,000 lists deep",
                        INVALID + "|" + UNREADABLE,
                        () -> "query ($v: %s) {__typename}".formatted(Flood.nested(7000, "[", "Int", "]"))),
                document(
                        "defaults 7,000 lists deep",
                        INVALID + "|" + UNREADABLE,
                        () -> "query ($v: Int = %s) {__typename}".formatted(Flood.nested(7000, "[", "1", "]"))),
                document("braces that do not close", UNREADABLE, () -> "{".repeat(14_000)),
                document("brackets that do not close", UNREADABLE, () -> "{nodes(ids: " + "[".repeat(14_000)),
                document("parentheses that do not close", UNREADABLE, () -> "{nodes" + "(".repeat(14_000)),
                document(
                        "deep and dear",
                        TOO_COMPLEX,
                        () -> "{categories(first: 100) {nodes {products(first: 100) "
                                + "{nodes {category {products(first: 100) {nodes {id}}}}}}}}"));
    }

    private static Stream<Attack> wide() {
        return Stream.of(
                document("one field 500 times", "answered", () -> "{%s}".formatted("__typename ".repeat(500))),
                document(
                        "one field 14,000 times",
                        TOO_COMPLEX,
                        () -> "{product(id: 1) {%s}}".formatted("id ".repeat(14_000))),
                document("one field 100,000 times", UNREADABLE, () -> "{%s}".formatted("__typename ".repeat(90_000))),
                document(
                        "one relation 1,800 times",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted("products {nodes {id}} ".repeat(1800))),
                document(
                        "one leaf 14,000 times in a list",
                        TOO_COMPLEX,
                        () -> "{products(first: 100) {nodes {%s}}}".formatted("name ".repeat(14_000))),
                document(
                        "1,000 aliases at the root",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted(Flood.of(1000, "a%d: __typename "))),
                document(
                        "1,000 products by alias",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted(Flood.of(1000, "a%d: product(id: %d) {id} "))),
                document(
                        "1,000 aliases below the root",
                        TOO_COMPLEX,
                        () -> "{products {nodes {%s}}}".formatted(Flood.of(1000, "a%d: name "))),
                document(
                        "31 aliases of one relation",
                        TOO_COMPLEX,
                        () -> "{categories {nodes {%s}}}".formatted(Flood.of(31, "a%d: products {nodes {id}} "))),
                document(
                        "30 counts for each of 100 categories",
                        "answered|" + TOO_COMPLEX,
                        () -> "{categories(first: 100) {nodes {%s}}}"
                                .formatted(Flood.of(30, "a%d: productCount(includeSubcategories: true) "))),
                document(
                        "20 pages of 100, dear each",
                        "answered|" + TOO_COMPLEX,
                        () -> "{%s}"
                                .formatted(Flood.of(
                                        20,
                                        "a%d: products(first: 100, filter: {maxPrice: %d}) {nodes {id} totalCount} "))),
                document(
                        "4,900 unknown fields",
                        INVALID,
                        () -> "{product(id: 1) {%s}}".formatted(Flood.of(4900, "nam%d "))),
                document(
                        "4,900 unknown arguments",
                        INVALID,
                        () -> "{products(%s) {totalCount}}".formatted(Flood.of(4900, "firs%d: 1 "))),
                document(
                        "2,400 unknown types",
                        INVALID,
                        () -> "{product(id: 1) {%s}}".formatted(Flood.of(2400, "... on Prodct%d {x%d} "))),
                document(
                        "4,900 arguments of one name",
                        INVALID,
                        () -> "{products(%s) {totalCount}}".formatted("first: 1 ".repeat(4900))),
                document(
                        "a value of 4,900 members",
                        INVALID,
                        () -> "{productCount(filter: {%s})}".formatted(Flood.of(4900, "a%d: 1 "))));
    }

    private static Stream<Attack> directives() {
        return Stream.of(
                document(
                        "101 directives on 101 fields",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted("__typename @skip(if: false) ".repeat(101))),
                document(
                        "@include 2,000 times on a field",
                        TOO_COMPLEX,
                        () -> "{__typename %s}".formatted("@include(if: true) ".repeat(2000))),
                document(
                        "unknown directives, 7,000",
                        TOO_COMPLEX,
                        () -> "{__typename %s}".formatted("@a ".repeat(7000))),
                document("unknown directives, 90", INVALID, () -> "{__typename %s}".formatted(Flood.of(90, "@a%d "))),
                document(
                        "@deprecated 90 times in a query",
                        INVALID,
                        () -> "{__typename %s}".formatted("@deprecated ".repeat(90))),
                document(
                        "@specifiedBy 90 times in a query",
                        INVALID,
                        () -> "{__typename %s}".formatted("@specifiedBy(url: \"x\") ".repeat(90))),
                document(
                        "@requiresScope in a query",
                        INVALID,
                        () -> "{cacheRegions @requiresScope(scope: \"none\") {name}}"),
                document("@cost in a query", INVALID, () -> "{categories @cost(weight: -1000000) {totalCount}}"),
                document(
                        "directives on the operation",
                        TOO_COMPLEX,
                        () -> "query %s {__typename}".formatted("@a ".repeat(7000))),
                document(
                        "directives on variables",
                        TOO_COMPLEX + "|" + INVALID,
                        () -> "query ($a: Int %s) {__typename}".formatted("@a ".repeat(7000))),
                document(
                        "directives of fragments, spread",
                        TOO_COMPLEX,
                        () -> "{%s} fragment F on Query {__typename %s}"
                                .formatted("...F ".repeat(20), "@include(if: true) ".repeat(20))));
    }

    private static Stream<Attack> operations() {
        return Stream.of(
                document(
                        "3,000 operations, none named",
                        INVALID + "|BAD_USER_INPUT",
                        () -> "{__typename} ".repeat(3000)),
                document(
                        "2,900 operations, one to carry out",
                        "BAD_USER_INPUT",
                        () -> Flood.of(2900, "query Q%d {__typename} ")),
                document("2,900 operations of one name", INVALID, () -> "query Q {__typename} ".repeat(2900)),
                document(
                        "2,000 type definitions",
                        INVALID,
                        () -> "{__typename} " + Flood.of(2000, "type T%d {a: Int} ")),
                document(
                        "an extended schema",
                        INVALID,
                        () -> "{__typename} extend type Query {a: Int} extend schema {query: Query}"),
                document(
                        "800 mutations without a token",
                        TOO_COMPLEX,
                        () -> "mutation {%s}"
                                .formatted(Flood.of(800, "a%d: evictCache(input: {all: true}) {evicted} "))),
                document(
                        "20 mutations without a token",
                        "UNAUTHENTICATED",
                        () -> "mutation {%s}"
                                .formatted(Flood.of(20, "a%d: evictCache(input: {all: true}) {evicted} "))),
                document(
                        "a subscription with 15 roots",
                        INVALID,
                        () -> "subscription {%s}".formatted(Flood.of(15, "a%d: warmingJobUpdated {id} "))),
                document(
                        "a subscription as a query",
                        INVALID + "|BAD_USER_INPUT|UNAUTHENTICATED",
                        () -> "subscription {warmingJobUpdated {id}}"),
                document("an introspecting subscription", INVALID, () -> "subscription {__schema {types {name}}}"));
    }
}
