package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.security.Caller;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentErrorTests {

    private static final PlantedSchema PLANTED = new PlantedSchema(
            """
            type Query {
              value: Int
              args(int: Int, text: String, bool: Boolean, id: ID, float: Float, color: Color, input: Input, list: [Int!],
                   price: BigDecimal, day: DateTime, big: Long): String
            }
            enum Color { RED GREEN }
            input Input { needed: Int!  price: BigDecimal }
            """,
            wiring -> wiring.type(
                    "Query",
                    type -> type.dataFetcher(
                            "args", environment -> environment.getArguments().toString())));

    @Nested
    class OfDocuments {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "}",
                    "{value(}",
                    "{value(a: \"\\uD800\")}",
                    "query ($a: Int = 99 {value}",
                    "type A {b: C}}"
                })
        void whatIsNoGraphQlFailsToParse(String document) {
            assertCode(PlantedSchema.errors(planted(document)), "GRAPHQL_PARSE_FAILED");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{nothing}",
                    "{value {sub}}",
                    "mutation {value}",
                    "subscription {value}",
                    "type A {b: Int}",
                    "{args(nothing: 1)}",
                    "{args(int: \"x\")}",
                    "{args(int: 99999999999)}",
                    "{args(text: 1)}",
                    "{args(bool: 1)}",
                    "{args(id: {})}",
                    "{args(float: \"x\")}",
                    "{args(color: \"RED\")}",
                    "{args(color: PINK)}",
                    "{args(input: 1)}",
                    "{args(input: {})}",
                    "{args(input: {needed: null})}",
                    "{args(input: {needed: 1, more: 2})}",
                    "{args(price: true)}",
                    "{args(day: 1)}",
                    "{args(list: [[1]])}",
                    "query ($a: Int = \"x\") {args(int: $a)}",
                    "query ($a: Nothing) {args(int: $a)}",
                    "{args @skip(if: 1)}",
                    "{args @include(if: true) @include(if: true)}",
                    "{...f} fragment f on Query {...f}",
                })
        void whatDoesNotFitTheSchemaFailsToValidate(String document) {
            ExecutionResult result = planted(document);

            assertThat(result.isDataPresent()).isFalse();
            assertCode(PlantedSchema.errors(result), "GRAPHQL_VALIDATION_FAILED");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{args(price: 1e41)}",
                    "{args(price: \"ten\")}",
                    "{args(price: 1e99999999999)}",
                    "{args(day: \"2026-01-01T00:00:00.1234567Z\")}",
                    "{args(big: 9223372036854775808)}",
                    "{args(input: {needed: 1, price: 1e-41})}",
                    "query a {value} query b {value}"
                })
        void whatBreaksABoundIsBadInput(String document) {
            assertCode(PlantedSchema.errors(planted(document)), "BAD_USER_INPUT");
        }
    }

    @Nested
    class OfVariables {

        @ParameterizedTest
        @CsvSource({
            "Int, x",
            "Int, map",
            "Int, list",
            "Int, 1.5",
            "String, 1",
            "String, map",
            "Boolean, x",
            "Boolean, map",
            "Float, x",
            "Float, map",
            "Color, PINK",
            "Color, map",
            "Color, 1",
            "Input, x",
            "Input, list",
            "Input, map",
            "BigDecimal, map",
            "BigDecimal, x",
            "BigDecimal, true",
            "DateTime, 1",
            "DateTime, x",
            "DateTime, map",
            "Long, map",
            "Long, 1.5",
            "[Int!], map",
            "Int!, null",
            "[Int!], holes"
        })
        void whatDoesNotFitIsBadInput(String type, String value) {
            Map<String, Object> variables = new HashMap<>();
            variables.put("v", VALUES.getOrDefault(value, value));
            if (value.equals("null")) {
                variables.put("v", null);
            }
            String field = FIELDS.getOrDefault(type, "int");
            ExecutionResult result = PLANTED.execute(
                    "query ($v: %s) {args(%s: $v)}".formatted(type, field), variables, Caller.ANONYMOUS);

            assertThat(result.isDataPresent()).isFalse();
            assertCode(PlantedSchema.errors(result), "BAD_USER_INPUT");
            assertThat(PlantedSchema.errors(result)).first().asString().containsPattern("'v'|type 'Input'");
        }

        @Test
        void nullWhereAnInputFieldNeedsAValueIsBadInput() {
            ExecutionResult result = PLANTED.execute(
                    "query ($v: Int = 1) {args(input: {needed: $v})}", nothingFor("v"), Caller.ANONYMOUS);

            assertCode(PlantedSchema.errors(result), "BAD_USER_INPUT");
        }

        @Test
        void anUnknownOperationIsBadInput() {
            ExecutionResult result = PLANTED.execute(
                    ExecutionInput.newExecutionInput("query a {value}").operationName("b"));

            assertCode(PlantedSchema.errors(result), "BAD_USER_INPUT");
        }

        private static Map<String, Object> nothingFor(String variable) {
            Map<String, Object> variables = new HashMap<>();
            variables.put(variable, null);
            return variables;
        }

        private static final Map<String, Object> VALUES = Map.of(
                "map",
                Map.of("a", 1),
                "list",
                List.of(Map.of()),
                "1",
                1,
                "1.5",
                1.5,
                "true",
                true,
                "holes",
                Arrays.asList(1, null));

        private static final Map<String, String> FIELDS = Map.of(
                "String",
                "text",
                "Boolean",
                "bool",
                "Float",
                "float",
                "Color",
                "color",
                "Input",
                "input",
                "BigDecimal",
                "price",
                "DateTime",
                "day",
                "Long",
                "big",
                "[Int!]",
                "list");
    }

    private static void assertCode(List<Map<String, Object>> errors, String code) {
        assertThat(errors).isNotEmpty().allSatisfy(error -> {
            assertThat(error).extractingByKey("extensions").isEqualTo(Map.of("code", code));
            PlantedSchema.assertTellsNothing(error);
        });
    }

    private static ExecutionResult planted(String document) {
        return PLANTED.execute(document);
    }
}
