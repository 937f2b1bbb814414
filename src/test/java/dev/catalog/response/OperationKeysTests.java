package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.LimitSettings;
import graphql.ExecutionInput;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OperationKeysTests {

    private static final GraphQLSchema SCHEMA =
            new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse("""
                    directive @requiresScope(scope: String!) on FIELD_DEFINITION
                    type Query {
                      productCount: Int
                      limits: Limits
                      cacheRegions: [Int] @requiresScope(scope: "cache:manage")
                    }
                    type Limits { maxCost: Int }
                    """), RuntimeWiring.MOCKED_WIRING);

    private final OperationKeys keys = keys();

    @ParameterizedTest
    @ValueSource(strings = {"{productCount}", "{__typename productCount}", "{...F} fragment F on Query {productCount}"})
    void whatTellsOfTheCatalogIsKept(String document) {
        assertThat(keys.of(operation(document), false)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{productCount limits {maxCost}}",
                "{productCount l: limits {maxCost}}",
                "{productCount ... {limits {maxCost}}}",
                "{productCount ...F} fragment F on Query {limits {maxCost}}",
                "{productCount __schema {description}}",
                "{productCount __type(name: \"Query\") {name}}",
                "{productCount cacheRegions}",
                "mutation {productCount}",
                "{productCount"
            })
    void whatTellsOfTheGatewayOrChangesSomethingIsNot(String document) {
        assertThat(keys.of(operation(document), false)).isNull();
    }

    @Test
    void otherLimitsHaveOtherAnswers() {
        assertThat(key(keys))
                .isEqualTo(key(keys()))
                .isNotEqualTo(key(keys("max-cost=10")))
                .isNotEqualTo(key(keys("warn-only=true")));
    }

    private static Digest key(OperationKeys keys) {
        return Objects.requireNonNull(keys.of(operation("{productCount}"), false))
                .key();
    }

    private static OperationKeys keys(String... limits) {
        return new OperationKeys(SCHEMA, new JsonMapper(), LimitSettings.with(limits));
    }

    private static ExecutionInput operation(String document) {
        return ExecutionInput.newExecutionInput(document).build();
    }
}
