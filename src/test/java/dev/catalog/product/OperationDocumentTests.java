package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.execution.GraphQlSource;

/** The documents in {@code graphql-test/} cover what can be asked, and each has its {@link Budget}. */
@CatalogGatewayTest
class OperationDocumentTests {

    private final GraphQLSchema schema;
    private final List<Resource> documents;

    OperationDocumentTests(GraphQlSource source) throws IOException {
        schema = source.schema();
        documents = List.of(new PathMatchingResourcePatternResolver().getResources("classpath:graphql-test/*.graphql"));
    }

    @Test
    void everyDocumentHasABudget() {
        List<String> budgets = OperationBudgetTests.BUDGETS.stream()
                .map(budget -> budget.document() + ".graphql")
                .toList();

        assertThat(documents).extracting(Resource::getFilename).containsExactlyInAnyOrderElementsOf(budgets);
    }

    @Test
    void everyPublicRootFieldIsInADocument() throws IOException {
        Set<String> fields = schema.getQueryType().getFieldDefinitions().stream()
                .filter(field -> !field.hasAppliedDirective("requiresScope"))
                .map(GraphQLFieldDefinition::getName)
                .collect(Collectors.toSet());
        for (Resource document : documents) {
            fields.removeAll(rootFields(document.getContentAsString(StandardCharsets.UTF_8)));
        }

        assertThat(fields).isEmpty();
    }

    private static List<String> rootFields(String document) {
        return Parser.parse(document).getDefinitionsOfType(OperationDefinition.class).stream()
                .flatMap(operation -> operation.getSelectionSet().getSelectionsOfType(Field.class).stream())
                .map(Field::getName)
                .toList();
    }
}
