package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.limits.OperationBounds;
import dev.catalog.support.LimitSettings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.introspection.Introspection;
import graphql.introspection.IntrospectionQuery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.graphql.execution.GraphQlSource;

/** The gateway's schema under Boot's setting of introspection. */
class IntrospectionTests {

    // Spring sets it for the whole JVM, and never back.
    @AfterEach
    void allowIntrospection() {
        Introspection.enabledJvmWide(true);
    }

    @Test
    void theWholeSchemaIsToldUnlessItIsSwitchedOff() {
        ExecutionResult result = execute(true, IntrospectionQuery.INTROSPECTION_QUERY);

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Object>getData()).asString().contains("ProductConnection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{__schema {types {name}}}",
                "{__typename s: __schema {queryType {name}}}",
                "{...F} fragment F on Query {__type(name: \"Product\") {fields {name}}}"
            })
    void nothingIsToldWhereItIsSwitchedOff(String document) {
        ExecutionResult result = execute(false, document);

        assertThat(result.isDataPresent()).isFalse();
        assertThat(PlantedSchema.codes(result)).containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(result.getErrors().getFirst().getMessage()).contains("Introspection has been disabled");
    }

    @Test
    void typeNamesOfAnswersAreToldAllTheSame() {
        assertThat(execute(false, "{__typename}").<Object>getData()).isEqualTo(Map.of("__typename", "Query"));
    }

    /** What is all but right, and the name that it must not be corrected to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {prodcts {nodes {name}}}                                | products
                    {product(id: 1) {nam}}                                  | name
                    {product(ids: 1) {name}}                                | argument 'id'
                    {products(firs: 1) {totalCount}}                        | first
                    {... on Prodct {name}}                                  | Product
                    {node(id: 1) {... on Categry {name}}}                   | Category
                    query ($f: ProductFiltr) {productCount(filter: $f)}     | ProductFilter
                    {productCount(filter: {serch: "x"})}                    | search
                    {products(orderBy: {field: NAMES}) {totalCount}}        | CREATED_AT
                    {product(id: 1) {name @skp(if: true)}}                  | skip
                    mutation {createProdct(input: {}) {userErrors {code}}}  | createProduct
                    """)
    void noErrorSuggestsANameWhereItIsSwitchedOff(String document, String name) {
        List<Map<String, Object>> errors = PlantedSchema.errors(execute(false, document));

        assertThat(errors).isNotEmpty();
        assertThat(errors.toString())
                .doesNotContainIgnoringCase("did you mean")
                .doesNotContainPattern("\\b" + name + "\\b");
    }

    private static ExecutionResult execute(boolean introspection, String document) {
        ExecutionResult[] result = new ExecutionResult[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GraphQlAutoConfiguration.class))
                .withPropertyValues(
                        "spring.graphql.schema.locations=file:schema/",
                        "spring.graphql.schema.introspection.enabled=" + introspection)
                .withBean(ScalarWiring.class)
                .withBean(
                        OperationInstrumentation.class,
                        new OperationBounds(LimitSettings.with()),
                        new LimitRefusals(LimitSettings.with(), new SimpleMeterRegistry()))
                .run(context -> result[0] = context.getBean(GraphQlSource.class)
                        .graphQl()
                        .execute(ExecutionInput.newExecutionInput(document).locale(Locale.ENGLISH)));
        return Objects.requireNonNull(result[0]);
    }
}
