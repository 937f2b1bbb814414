package dev.catalog.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.limits.LimitsProperties;
import dev.catalog.limits.OperationBounds;
import dev.catalog.security.Caller;
import dev.catalog.support.LimitSettings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.ExecutionId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** A small schema with the gateway's scalars, scopes and errors, for what the real schema cannot be brought to do. */
final class PlantedSchema {

    static final String REQUEST_ID = "planted-request";

    private static final String COMMON = """
            directive @requiresScope(scope: String!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
            scalar BigDecimal
            scalar Long
            scalar DateTime
            """;

    private final GraphQL graphQl;

    PlantedSchema(String sdl, RuntimeWiringConfigurer fetchers) {
        this(sdl, fetchers, LimitSettings.with(), new SimpleMeterRegistry());
    }

    PlantedSchema(String sdl, RuntimeWiringConfigurer fetchers, LimitsProperties limits, MeterRegistry meters) {
        OperationBounds bounds = new OperationBounds(limits);
        LimitRefusals refusals = new LimitRefusals(limits, meters);
        GraphQlSource.SchemaResourceBuilder builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource((COMMON + sdl).getBytes(UTF_8)))
                .configureRuntimeWiring(new ScalarWiring())
                .configureRuntimeWiring(fetchers)
                .exceptionResolvers(List.of(new FetchingErrors()))
                .instrumentation(List.of(new OperationInstrumentation(bounds, refusals)))
                .configureGraphQl(source -> source.preparsedDocumentProvider(
                        new LimitedDocuments(new ParsedDocuments(), bounds, refusals, limits, null)));
        new ScopeWiring().customize(builder);
        this.graphQl = builder.build().graphQl();
    }

    ExecutionResult execute(String document) {
        return execute(document, Map.of(), Caller.ANONYMOUS);
    }

    ExecutionResult execute(String document, Map<String, Object> variables, Caller caller) {
        return execute(ExecutionInput.newExecutionInput(document)
                .variables(variables)
                .graphQLContext(Map.of(Caller.class, caller)));
    }

    ExecutionResult execute(ExecutionInput.Builder input) {
        return graphQl.execute(input.locale(Locale.ENGLISH).executionId(ExecutionId.from(REQUEST_ID)));
    }

    /** The errors as clients get them. */
    static List<Map<String, Object>> errors(ExecutionResult result) {
        return result.getErrors().stream().map(error -> error.toSpecification()).toList();
    }

    /** Fails where the error names what is inside: a class, a statement, a host. */
    static void assertTellsNothing(Map<String, Object> error) {
        assertThat(error.toString())
                .doesNotContainPattern(
                        "java|jdbc|Exception|Hikari|ANTLR|127\\.0\\.0\\.1|SELECT|classification|internal\\.")
                .doesNotContainPattern(
                        "HashMap|ArrayList|ImmutableList|\\bMap\\b|BigInteger|Integer|Double|Value\\{|@[0-9a-f]{4,}");
    }

    /** The codes of all errors. */
    static List<Object> codes(ExecutionResult result) {
        return result.getErrors().stream()
                .<Object>map(
                        error -> Objects.requireNonNull(error.getExtensions().get("code")))
                .toList();
    }
}
