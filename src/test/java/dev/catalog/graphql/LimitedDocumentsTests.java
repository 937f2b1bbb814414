package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.security.Caller;
import dev.catalog.support.LimitSettings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bounds that are to warn alone, and what the same document is found to be with other variables. */
@ExtendWith(OutputCaptureExtension.class)
class LimitedDocumentsTests {

    private static final String SDL = """
            type Query {item(ids: [ID!]): Item  items(first: Int): [Item!]!}
            type Item {name: String  item: Item}
            """;
    private static final String[] TIGHT = {
        "max-depth=3",
        "max-cost=10",
        "max-aliases=1",
        "max-root-fields=2",
        "max-directives=1",
        "max-tokens=30",
        "max-characters=100",
        "max-list-length=2",
        "max-variable-depth=1"
    };

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    query A {item {item {item {name}}}}                        | depth          | OPERATION_TOO_DEEP
                    query A {items(first: 6) {item {name}}}                    | cost           | OPERATION_TOO_COMPLEX
                    query A {a: item {name} b: item {name}}                    | aliases        | OPERATION_TOO_COMPLEX
                    query A {__typename a: __typename item {name}}             | root-fields    | OPERATION_TOO_COMPLEX
                    query A {item @skip(if: true) @include(if: false) {name}}  | directives     | OPERATION_TOO_COMPLEX
                    query A {item                                                                                  {name}} | characters | GRAPHQL_PARSE_FAILED
                    query A {item{...{...{...{...{...{...{...{...{...{...{name}}}}}}}}}}}} | tokens | GRAPHQL_PARSE_FAILED
                    """)
    void operationBeyondABoundIsCarriedOutAndToldWhereBoundsAreToWarn(
            String document, String limit, String code, CapturedOutput output) {
        ExecutionInput.Builder input =
                ExecutionInput.newExecutionInput(document).operationName("A");

        assertThat(PlantedSchema.codes(schema(false).execute(input))).containsExactly(code);
        assertThat(output).doesNotContain("Beyond a limit");

        ExecutionResult carriedOut = schema(true).execute(input);

        assertThat(carriedOut.getErrors()).isEmpty();
        assertThat(output).containsOnlyOnce("Beyond a limit, and carried out: operation A. The ");
        assertThat(meters.counter("catalog.limits.exceeded", "limit", limit).count())
                .isEqualTo(limit.equals("tokens") ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({"list-length, a;b;secret", "variable-depth, a;[secret]"})
    void variablesAreToldByTheirNamesAlone(String limit, String ids, CapturedOutput output) {
        List<Object> value = List.of(ids.split(";", -1)).stream()
                .<Object>map(id -> id.startsWith("[") ? List.of(id) : id)
                .toList();
        Map<String, Object> variables = Map.of("ids", value);
        String document = "query A($ids: [ID!]) {item(ids: $ids) {name}}";

        assertThat(PlantedSchema.codes(schema(false).execute(document, variables, Caller.ANONYMOUS)))
                .containsExactly("BAD_USER_INPUT");
        schema(true).execute(document, variables, Caller.ANONYMOUS);

        assertThat(output).contains("Beyond a limit", "variable ids").doesNotContain("secret");
        assertThat(meters.counter("catalog.limits.exceeded", "limit", limit).count())
                .isEqualTo(2);
    }

    @Test
    void warningsAreFewHoweverManyOperationsAreBeyondABound(CapturedOutput output) {
        PlantedSchema schema = schema(true);
        for (int i = 0; i < 500; i++) {
            assertThat(schema.execute("{items(first: 11) {name}}").getErrors()).isEmpty();
        }

        assertThat(output.toString().lines().filter(line -> line.contains("Beyond a limit")))
                .hasSizeBetween(1, 50);
        assertThat(meters.counter("catalog.limits.exceeded", "limit", "cost").count())
                .isEqualTo(500);
    }

    @Test
    void warningBearsNoNameThatIsNone(CapturedOutput output) {
        schema(true)
                .execute(ExecutionInput.newExecutionInput("{item {item {item {name}}}}")
                        .operationName("forged\nline"));

        assertThat(output).contains("operation without a name.").doesNotContain("forged");
    }

    @Test
    void endlessFragmentsAreRefusedEvenWhereBoundsAreToWarn() {
        assertThat(PlantedSchema.codes(schema(true).execute("{...F} fragment F on Query {...F}")))
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void eachRequestIsJudgedByItsOwnVariables() {
        PlantedSchema schema = schema(false);
        String document = "query ($n: Int) {items(first: $n) {name}}";

        for (int round = 0; round < 2; round++) {
            assertThat(schema.execute(document, Map.of("n", 10), Caller.ANONYMOUS)
                            .getErrors())
                    .isEmpty();
            assertThat(PlantedSchema.codes(schema.execute(document, Map.of("n", 11), Caller.ANONYMOUS)))
                    .containsExactly("OPERATION_TOO_COMPLEX");
        }
    }

    private PlantedSchema schema(boolean warnOnly) {
        String[] settings = Stream.concat(Arrays.stream(TIGHT), Stream.of("warn-only=" + warnOnly))
                .toArray(String[]::new);
        return new PlantedSchema(
                SDL,
                wiring -> wiring.type("Query", type -> type.dataFetcher("items", _ -> Collections.emptyList())),
                LimitSettings.with(settings),
                meters);
    }
}
