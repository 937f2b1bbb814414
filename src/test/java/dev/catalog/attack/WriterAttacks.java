package dev.catalog.attack;

import static dev.catalog.attack.Attack.operation;

import dev.catalog.support.HttpGatewayTest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a caller who may do everything sends by mistake, or with a token that was stolen. None of it changes anything. */
final class WriterAttacks {

    private static final String ERRORS = "{userErrors {field code message}}";
    private static final String BAD = "BAD_USER_INPUT";
    private static final JsonMapper JSON = new JsonMapper();

    private WriterAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(texts(), prices(), others()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> texts() {
        return Map.of(
                        "400,000 letters", "x".repeat(400_000),
                        "256 letters", "x".repeat(256),
                        "a NUL", "a\0b",
                        "white space", "\u00a0\u2003\u2028".repeat(1000),
                        "300 emoji", "\ud83d\ude00".repeat(300))
                .entrySet()
                .stream()
                .flatMap(text -> Stream.of("Product", "Category")
                        .map(type -> mutation(
                                text.getKey() + " as a " + type + "'s name and slug",
                                "answered",
                                "create" + type,
                                () -> type.equals("Product")
                                        ? "{\"name\": %s, \"price\": 1}"
                                                .formatted(JSON.writeValueAsString(text.getValue()))
                                        : "{\"name\": %1$s, \"slug\": %1$s}"
                                                .formatted(JSON.writeValueAsString(text.getValue())))));
    }

    private static Stream<Attack> prices() {
        return List.of(
                        "1e50000000",
                        "1e-50000000",
                        "-1e50000000",
                        "1e99999999999",
                        "9".repeat(400),
                        "\"" + "9".repeat(90_000) + "\"",
                        "\"NaN\"",
                        "true",
                        "[1]")
                .stream()
                .map(price -> mutation(
                        "a price of " + price.substring(0, Math.min(12, price.length())) + " in " + price.length()
                                + " characters",
                        BAD + "|400 BAD_USER_INPUT|answered",
                        "createProduct",
                        () -> "{\"name\": \"a\", \"price\": %s}".formatted(price)));
    }

    private static Stream<Attack> others() {
        return Stream.of(
                mutation(
                        "a description of 900,000 letters",
                        "answered",
                        "createProduct",
                        () -> "{\"name\": \"a\", \"price\": 1, \"description\": \"%s\"}"
                                .formatted("x".repeat(900_000))),
                mutation(
                        "an update of what is none",
                        BAD,
                        "updateProduct",
                        () -> "{\"id\": \"%s\"}".formatted("x".repeat(900_000))),
                mutation(
                        "an update of the year 300,000",
                        BAD,
                        "updateProduct",
                        () -> "{\"id\": 1, \"expectedUpdatedAt\": \"+300000-01-01T00:00:00Z\"}"),
                mutation(
                        "an update of a time of 900,000 letters",
                        BAD,
                        "updateProduct",
                        () -> "{\"id\": 1, \"expectedUpdatedAt\": \"%s\"}".formatted("2".repeat(900_000))),
                mutation(
                        "a deletion of what is beyond all",
                        BAD,
                        "deleteCategory",
                        () -> "{\"id\": \"99999999999999999999\"}"),
                mutation(
                        "a deletion of what is not there",
                        "answered",
                        "deleteCategory",
                        () -> "{\"id\": \"9223372036854775807\"}"),
                mutation("a deletion by SQL", BAD, "deleteProduct", () -> "{\"id\": \"1 OR 1=1\"}"),
                mutation(
                        "a place beyond all",
                        BAD,
                        "createCategory",
                        () -> "{\"name\": \"a\", \"slug\": \"a\", \"position\": 1e50000000}"),
                mutation(
                        "an eviction of 900 regions that are none",
                        "answered",
                        "evictCache",
                        () -> "{\"regions\": [%s]}".formatted(Flood.of(900, "\"r%d\"", ","))),
                mutation(
                        "an eviction of 100,000 regions",
                        BAD,
                        "evictCache",
                        () -> "{\"regions\": [%s]}".formatted(Flood.of(90_000, "\"r%d\"", ","))),
                mutation(
                        "an eviction of a region of 900,000 letters",
                        "answered",
                        "evictCache",
                        () -> "{\"regions\": [\"%s\"]}".formatted("x".repeat(900_000))),
                mutation(
                        "a job of a type that is none",
                        BAD,
                        "warmCache",
                        () -> "{\"jobType\": \"%s\"}".formatted("X".repeat(900_000))),
                mutation("a cancellation of what is none", BAD, "cancelWarmingJob", () -> "{\"id\": \"UHJvZHVjdDox\"}"),
                mutation(
                        "50,000 unknown fields",
                        BAD,
                        "createProduct",
                        () -> "{%s}".formatted(Flood.of(50_000, "\"a%d\": 1", ", "))),
                Attack.document(
                        "20 creations that fail",
                        "answered",
                        () -> "mutation {%s}"
                                .formatted(Flood.of(
                                        20, "a%d: createProduct(input: {name: \"\", price: -%d}) " + ERRORS + " ")),
                        authorization()),
                Attack.document(
                        "every page of every list, inactive rows too",
                        "answered|OPERATION_TOO_COMPLEX",
                        () -> "{%s}"
                                .formatted(
                                        Flood.of(
                                                20,
                                                "a%d: products(first: 100, filter: {includeInactive: true, search: \"%d a b c d e f g h\"}) {totalCount nodes {name category {ancestors {id}}}} ")),
                        authorization()),
                Attack.document(
                        "20 plans",
                        "answered",
                        () -> "{%s}"
                                .formatted(Flood.of(20, "a%d: warmingPlan(jobType: PRODUCTS) {keys estimatedBytes} ")),
                        authorization()),
                Attack.document(
                        "20 lists of jobs",
                        "answered",
                        () -> "{%s}"
                                .formatted(
                                        Flood.of(
                                                20,
                                                "a%d: warmingJobs(first: 100) {totalCount nodes {errorMessage progress {percent}}} ")),
                        authorization()),
                Attack.document(
                        "20 lists of regions",
                        "answered",
                        () -> "{%s}".formatted(Flood.of(20, "a%d: cacheRegions {name entries hits} ")),
                        authorization()));
    }

    private static Attack mutation(String name, String outcome, String field, Supplier<String> input) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input!";
        return operation(
                name,
                outcome,
                () -> "mutation ($input: %s) {%s(input: $input) %s}".formatted(type, field, ERRORS),
                () -> "{\"input\": %s}".formatted(input.get()),
                authorization());
    }

    private static String[] authorization() {
        return new String[] {"Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN};
    }
}
