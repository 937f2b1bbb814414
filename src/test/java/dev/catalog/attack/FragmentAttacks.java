package dev.catalog.attack;

import static dev.catalog.attack.Attack.document;

import java.util.stream.Stream;

/** Fragments that are far more than what is written, or without an end. */
final class FragmentAttacks {

    private static final String TOO_DEEP = "OPERATION_TOO_DEEP";
    private static final String TOO_COMPLEX = "OPERATION_TOO_COMPLEX";
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";

    private FragmentAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(fragments(), merging());
    }

    private static Stream<Attack> fragments() {
        return Stream.of(
                document("a fragment in itself", INVALID, () -> "{...A} fragment A on Query {...A}"),
                document(
                        "two fragments in each other",
                        INVALID,
                        () -> "{...A} fragment A on Query {...B} fragment B on Query {...A}"),
                document(
                        "a ring of 1,600 fragments",
                        INVALID + "|" + TOO_DEEP,
                        () -> "{...F0} "
                                + chain(1600, "fragment F%d on Query {...F%n} ")
                                + "fragment F1600 on Query {...F0}"),
                document(
                        "a ring that nothing spreads",
                        INVALID,
                        () -> "{__typename} fragment A on Query {...B} fragment B on Query {...A}"),
                document(
                        "a ring through a field",
                        INVALID,
                        () -> "{navigation {...A}} fragment A on Category {subcategories {...A}}"),
                document("fragments that double 49 times", TOO_COMPLEX, () -> bomb(49, 2, "__typename")),
                document("fragments that double 1,400 times", TOO_DEEP, () -> bomb(1400, 2, "__typename")),
                document("fragments ten wide, six deep", TOO_COMPLEX, () -> bomb(6, 10, "__typename")),
                document(
                        "fragments that double by alias",
                        TOO_DEEP + "|" + TOO_COMPLEX,
                        () -> "{category(id: 1) {...F0}} "
                                + chain(13, "fragment F%d on Category {a: parent {...F%n} b: parent {...F%n}} ")
                                + "fragment F13 on Category {id}"),
                document("fragments in a chain of 1,800", TOO_DEEP, () -> bomb(1800, 1, "__typename")),
                document(
                        "2,000 fragments that nothing spreads",
                        INVALID,
                        () -> "{__typename} " + Flood.of(2000, "fragment F%d on Query {__typename} ")),
                document(
                        "2,000 fragments of one name",
                        INVALID,
                        () -> "{...F} " + "fragment F on Query {__typename} ".repeat(2000)),
                document("4,900 spreads of nothing", INVALID, () -> "{%s}".formatted(Flood.of(4900, "...F%d "))),
                document(
                        "one fragment spread 5,000 times",
                        "answered",
                        () -> "{%s} fragment F on Query {__typename}".formatted("...F ".repeat(4900))),
                document(
                        "fragments on types that never meet",
                        INVALID,
                        () -> "{product(id: 1) {%s}}".formatted(Flood.of(1800, "... on Category {a%d: id} "))));
    }

    /** Each of so many fragments spreads the next so many times. */
    private static String bomb(int depth, int breadth, String core) {
        return "{...F0} " + chain(depth, "fragment F%d on Query {" + "...F%n ".repeat(breadth) + "} ") + "fragment F"
                + depth + " on Query {" + core + "}";
    }

    private static String chain(int times, String part) {
        StringBuilder chain = new StringBuilder();
        for (int n = 0; n < times; n++) {
            chain.append(part.replace("%d", Integer.toString(n)).replace("%n", Integer.toString(n + 1)));
        }
        return chain.toString();
    }

    private static Stream<Attack> merging() {
        return Stream.of(
                document(
                        "400 arguments under one name",
                        INVALID,
                        () -> "{%s}".formatted(Flood.of(400, "a: product(id: %d) {x%d: id} "))),
                document(
                        "400 leaves that differ under one name",
                        INVALID,
                        () -> "{product(id: 1) {%s}}".formatted("a: name a: price a: active a: id ".repeat(100))),
                document(
                        "inline fragments 20 by 20",
                        "answered",
                        () -> "{%s}".formatted(("... {navigation {" + "... {name} ".repeat(20) + "}} ").repeat(20))),
                document(
                        "80 fragments of seven fields in one place",
                        "answered",
                        () -> "{product(id: 1) {%s}} ".formatted(Flood.of(80, "...F%d "))
                                + Flood.of(80, "fragment F%d on Product {id name price active featured createdAt} ")),
                document(
                        "120 fragments of one conflict each",
                        INVALID,
                        () -> "{product(id: 1) {%s ...G}} ".formatted(Flood.of(120, "...F%d "))
                                + Flood.of(120, "fragment F%d on Product {x: id y: name z: category {id}} ")
                                + "fragment G on Product {x: name}"),
                document(
                        "1,000 arguments under one name",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted(Flood.of(1000, "a: product(id: %d) {id} "))),
                document(
                        "leaves that differ under one name",
                        TOO_COMPLEX,
                        () -> "{product(id: 1) {%s}}".formatted("a: name a: price a: active a: id ".repeat(1200))),
                document(
                        "inline fragments 100 by 70, one field",
                        TOO_COMPLEX,
                        () -> "{%s}".formatted(("... {navigation {" + "... {name} ".repeat(35) + "}} ").repeat(100))),
                document(
                        "inline fragments 100 by 35, in conflict",
                        TOO_COMPLEX + "|GRAPHQL_PARSE_FAILED",
                        () -> "{%s}"
                                .formatted(Flood.of(
                                        100, "... {navigation {" + "... {x: name} ".repeat(34) + "... {x: slug}}} "))),
                document(
                        "700 fragments of seven fields in one place",
                        TOO_COMPLEX,
                        () -> "{product(id: 1) {%s}} ".formatted(Flood.of(700, "...F%d "))
                                + Flood.of(700, "fragment F%d on Product {id name price active featured createdAt} ")),
                document(
                        "700 fragments of one conflict each",
                        TOO_COMPLEX,
                        () -> "{product(id: 1) {%s}} ".formatted(Flood.of(700, "...F%d "))
                                + Flood.of(700, "fragment F%d on Product {x: id y: name z: category {id}} ")
                                + "fragment G on Product {x: name}"),
                document(
                        "pairs of fragments at each level",
                        "answered|" + TOO_COMPLEX,
                        () -> "{category(id: 1) {...F0 ...G0}} "
                                + chain(
                                        10,
                                        "fragment F%d on Category {parent {...F%n ...G%n}} fragment G%d on Category {parent {...F%n ...G%n}} ")
                                + "fragment F10 on Category {id} fragment G10 on Category {id}"));
    }
}
