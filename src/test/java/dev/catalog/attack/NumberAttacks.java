package dev.catalog.attack;

import static dev.catalog.attack.Attack.body;
import static dev.catalog.attack.Attack.document;
import static dev.catalog.attack.Attack.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Numbers that take long to compute with, wherever a number may stand. */
final class NumberAttacks {

    private static final Map<String, String> NUMBERS = Map.of(
            "1e50000000",
            "1e50000000",
            "-1e50000000",
            "-1e50000000",
            "1e-50000000",
            "1e-50000000",
            "1e2147483648",
            "1e2147483648",
            "1e99999999999999999999",
            "1e99999999999999999999",
            "400 digits",
            "9".repeat(400),
            "90,000 digits",
            "9".repeat(90_000),
            "400 decimals",
            "0." + "1".repeat(400),
            "90,000 decimals",
            "0." + "1".repeat(90_000),
            "an exponent of 90,000 digits",
            "1e" + "1".repeat(90_000));

    /** Documents with a place for a literal, or for the type of a variable and the variable. */
    private static final Map<String, String> PLACES = Map.of(
            "a price", "query (%s) {productCount(filter: {minPrice: %s})}",
            "an id", "query (%s) {product(id: %s) {id}}",
            "ids", "query (%s) {productCount(filter: {ids: [%s, 1]})}",
            "a page size", "query (%s) {products(first: %s) {totalCount}}",
            "a text", "query (%s) {productCount(filter: {search: %s})}",
            "a flag", "query (%s) {productCount(filter: {featured: %s})}");

    private static final Map<String, String> TYPES = Map.of(
            "a price", "BigDecimal",
            "an id", "ID!",
            "ids", "ID!",
            "a page size", "Int",
            "a text", "String",
            "a flag", "Boolean");

    private static final String REFUSED =
            "BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|400 BAD_USER_INPUT";

    private NumberAttacks() {}

    static Stream<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        PLACES.forEach((place, document) -> NUMBERS.forEach((name, number) -> {
            String type = TYPES.getOrDefault(place, "");
            attacks.add(document(
                    name + " as " + place,
                    outcome(place),
                    () -> document.replace("(%s) {", "{").formatted(number)));
            attacks.add(operation(
                    name + " in a variable as " + place,
                    REFUSED,
                    () -> document.formatted("$v: " + type, "$v"),
                    () -> "{\"v\": %s}".formatted(number)));
        }));
        NUMBERS.forEach((name, number) -> {
            attacks.add(operation(
                    name + " in a string as a price",
                    "BAD_USER_INPUT",
                    () -> "query ($v: BigDecimal) {productCount(filter: {maxPrice: $v})}",
                    () -> "{\"v\": \"%s\"}".formatted(number)));
            attacks.add(operation(
                    name + " in a variable that nothing uses",
                    "answered|BAD_USER_INPUT|400 BAD_USER_INPUT",
                    () -> "{__typename}",
                    () -> "{\"v\": [%s]}".formatted(number)));
            attacks.add(body(
                    name + " in the extensions",
                    "answered|400 BAD_USER_INPUT",
                    () -> "{\"query\": \"{__typename}\", \"extensions\": {\"a\": %s}}".formatted(number)));
            attacks.add(body(
                    name + " beside the query",
                    "answered|400 BAD_USER_INPUT",
                    () -> "{\"query\": \"{__typename}\", \"a\": %s}".formatted(number)));
        });
        return Stream.concat(attacks.stream(), pages());
    }

    private static String outcome(String place) {
        return place.equals("ids") || place.equals("an id") ? REFUSED + "|answered" : REFUSED;
    }

    private static Stream<Attack> pages() {
        return Stream.of("2147483647", "-2147483648", "-1", "101", "0")
                .map(size -> document(
                        "a page of " + size,
                        size.equals("0") ? "answered" : "BAD_USER_INPUT",
                        () ->
                                "{products(first: %s) {totalCount} featuredProducts(first: %s) {id} popularProducts(first: %s) {id}}"
                                        .replace("%s", size)));
    }
}
