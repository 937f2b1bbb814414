package dev.catalog.graphql;

import dev.catalog.document.DocumentCheck;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/** Holds documents against the schema of this node. */
@Component
final class SchemaCheck implements DocumentCheck {

    private final GraphQlSource source;

    SchemaCheck(GraphQlSource source) {
        this.source = source;
    }

    @Override
    public Optional<String> fault(String document) {
        ExecutionInput input = ExecutionInput.newExecutionInput(document)
                .locale(Locale.ENGLISH)
                .build();
        return ParseAndValidate.parseAndValidate(source.schema(), input).getErrors().stream()
                .findFirst()
                .map(SchemaCheck::oneLine);
    }

    private static String oneLine(GraphQLError error) {
        return ClientMessage.of(error).replaceAll("\\s+", " ");
    }
}
