package dev.catalog.attack;

import static dev.catalog.attack.Attack.document;

import java.util.stream.Stream;

/** Requests for the schema that no tool has. */
final class IntrospectionAttacks {

    private static final String BAD_FAITH = "OPERATION_TOO_COMPLEX";

    private IntrospectionAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(
                document(
                        "fields and types in turn, ten times",
                        BAD_FAITH,
                        () -> "{__schema {types {%s}}}".formatted(Flood.nested(10, "fields {type {", "name", "}}"))),
                document(
                        "fields and types in turn, 1,000 times",
                        BAD_FAITH + "|GRAPHQL_PARSE_FAILED",
                        () -> "{__schema {types {%s}}}".formatted(Flood.nested(1000, "fields {type {", "name", "}}"))),
                document(
                        "ofType 50 deep",
                        "answered|" + BAD_FAITH,
                        () -> "{__schema {types {fields {type {%s}}}}}"
                                .formatted(Flood.nested(50, "ofType {", "name", "}"))),
                document(
                        "ofType 2,000 deep",
                        BAD_FAITH + "|GRAPHQL_PARSE_FAILED",
                        () -> "{__schema {types {fields {type {%s}}}}}"
                                .formatted(Flood.nested(2000, "ofType {", "name", "}"))),
                document(
                        "the schema twice", BAD_FAITH, () -> "{a: __schema {types {name}} b: __schema {types {name}}}"),
                document(
                        "a type 20 times",
                        BAD_FAITH,
                        () -> "{%s}".formatted(Flood.of(20, "a%d: __type(name: \"Query\") {fields {name}} "))),
                document(
                        "a type 1,000 times",
                        BAD_FAITH,
                        () -> "{%s}".formatted(Flood.of(1000, "a%d: __type(name: \"Query\") {fields {name}} "))),
                document(
                        "1,000 aliases of a field's name",
                        "answered|" + BAD_FAITH,
                        () -> "{__schema {types {fields {%s}}}}".formatted(Flood.of(1000, "a%d: name "))),
                document(
                        "1,000 aliases of the list of types",
                        BAD_FAITH,
                        () -> "{__schema {%s}}".formatted(Flood.of(1000, "a%d: types {name} "))),
                document(
                        "100 aliases of the list of fields",
                        BAD_FAITH,
                        () -> "{__schema {types {%s}}}".formatted(Flood.of(100, "a%d: fields {name} "))),
                document(
                        "possible types in turn",
                        BAD_FAITH,
                        () -> "{__schema {types {%s}}}"
                                .formatted(Flood.nested(8, "interfaces {possibleTypes {", "name", "}}"))),
                document(
                        "types of arguments in turn",
                        BAD_FAITH,
                        () -> "{__schema {types {%s}}}"
                                .formatted(Flood.nested(6, "fields {args {type {", "name", "}}}"))),
                document(
                        "input fields in turn",
                        BAD_FAITH,
                        () -> "{__schema {types {%s}}}"
                                .formatted(Flood.nested(8, "inputFields {type {", "name", "}}"))),
                document(
                        "the schema by fragments that double",
                        BAD_FAITH,
                        () -> "{__schema {types {...F0}}} " + doubling(12)),
                document(
                        "the schema in a fragment, spread 20 times",
                        "answered|" + BAD_FAITH,
                        () -> "{%s} fragment F on Query {__schema {types {fields {name}}}}"
                                .formatted("...F ".repeat(20))),
                document(
                        "a type of a giant name",
                        "answered",
                        () -> "{__type(name: \"%s\") {name}}".formatted("x".repeat(90_000))),
                document("a type that is not there", "answered", () -> "{__type(name: \"\\u0000' OR 1=1\") {name}}"),
                document(
                        "fields of introspection misspelt",
                        "GRAPHQL_VALIDATION_FAILED",
                        () -> "{__schema {%s}}".formatted(Flood.of(4900, "typs%d "))));
    }

    private static String doubling(int times) {
        StringBuilder fragments = new StringBuilder();
        for (int n = 0; n < times; n++) {
            fragments.append(
                    "fragment F%d on __Type {a: ofType {...F%d} b: ofType {...F%d}} ".formatted(n, n + 1, n + 1));
        }
        return fragments + "fragment F" + times + " on __Type {name}";
    }
}
