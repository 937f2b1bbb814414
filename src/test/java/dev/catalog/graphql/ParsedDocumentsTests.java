package dev.catalog.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.GraphQlSource;

class ParsedDocumentsTests {

    private static final String ECHO = "query ($word: String) {echo(word: $word)}";

    private final AtomicInteger parsed = new AtomicInteger();
    private final GraphQL graphQl = graphQl();

    @Test
    void documentIsParsedOnceAndExecutedWithTheVariablesOfEachRequest() {
        assertThat(echo("lamp").<Object>getData()).isEqualTo(Map.of("echo", "lamp"));
        assertThat(echo("oil").<Object>getData()).isEqualTo(Map.of("echo", "oil"));
        assertThat(echo(1).getErrors()).isNotEmpty();

        assertThat(parsed).hasValue(1);
    }

    @Test
    void operationOfADocumentIsChosenByEachRequest() {
        String document = "query a {echo(word: \"a\")} query b {echo(word: \"b\")}";

        List<Object> answers = List.of("a", "b").stream()
                .map(name -> graphQl.execute(
                        ExecutionInput.newExecutionInput(document).operationName(name)))
                .<Object>map(ExecutionResult::getData)
                .toList();

        assertThat(answers).isEqualTo(List.of(Map.of("echo", "a"), Map.of("echo", "b")));
        assertThat(parsed).hasValue(1);
    }

    @Test
    void documentWithErrorsIsRefusedAlikeEachTimeAndNotKept() {
        for (String document : List.of("{", "{nothing}")) {
            parsed.set(0);

            List<Map<String, Object>> errors = PlantedSchema.errors(graphQl.execute(document));

            assertThat(errors).hasSize(1);
            assertThat(PlantedSchema.errors(graphQl.execute(document))).isEqualTo(errors);
            assertThat(parsed).hasValue(2);
        }
    }

    @Test
    void floodOfErrorsLeavesWhatIsUsed() {
        echo("lamp");
        IntStream.range(0, 1000).forEach(i -> graphQl.execute("{nothing%d%s}".formatted(i, " ".repeat(1000))));
        parsed.set(0);

        echo("lamp");

        assertThat(parsed).hasValue(0);
    }

    @Test
    void documentPastTheBoundIsAnsweredAndNotKept() {
        String longest = padded(ParsedDocuments.LONGEST);
        String longer = padded(ParsedDocuments.LONGEST + 1);

        assertThat(timesParsed(longest)).isEqualTo(1);
        assertThat(timesParsed(longer)).isEqualTo(2);
    }

    @Test
    void documentsAreKeptUpToTheCapacity() {
        List<String> documents = IntStream.range(0, 2 * ParsedDocuments.CAPACITY / 10_000)
                .mapToObj(i -> "{a%03d: echo}".formatted(i) + " ".repeat(10_000 - 12))
                .toList();
        documents.forEach(graphQl::execute);
        parsed.set(0);

        documents.reversed().forEach(graphQl::execute);

        assertThat(parsed).hasValueBetween(documents.size() / 2, documents.size() - 1);
    }

    private int timesParsed(String document) {
        parsed.set(0);
        for (int i = 0; i < 2; i++) {
            assertThat(graphQl.execute(document).getErrors()).isEmpty();
        }
        return parsed.get();
    }

    private static String padded(int length) {
        return "{echo}" + " ".repeat(length - 6);
    }

    private ExecutionResult echo(Object word) {
        return graphQl.execute(ExecutionInput.newExecutionInput(ECHO).variables(Map.of("word", word)));
    }

    private GraphQL graphQl() {
        GraphQlSource.SchemaResourceBuilder builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource("type Query {echo(word: String): String}".getBytes(UTF_8)))
                .configureRuntimeWiring(wiring -> wiring.type(
                        "Query", type -> type.dataFetcher("echo", environment -> environment.getArgument("word"))))
                .instrumentation(List.of(new ParseCount()));
        builder.configureGraphQl(source -> source.preparsedDocumentProvider(new ParsedDocuments()));
        return builder.build().graphQl();
    }

    private final class ParseCount extends SimplePerformantInstrumentation {

        @Override
        public InstrumentationContext<Document> beginParse(
                InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
            parsed.incrementAndGet();
            return SimpleInstrumentationContext.noOp();
        }
    }
}
