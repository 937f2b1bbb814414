package dev.catalog.graphql;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;

/**
 * Lets nothing but queries through where a request must not change anything: by GET. It does so before variables are looked
 * at, as the status must be 405 whatever else is wrong.
 */
record QueriesOnly(PreparsedDocumentProvider documents) implements PreparsedDocumentProvider {

    private static final String MARK = QueriesOnly.class.getName();

    /** Marks a request. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    /** Tells the operation whether its request is marked. */
    static void handOn(WebGraphQlRequest request) {
        if (request.getAttributes().containsKey(MARK)) {
            request.configureExecutionInput((input, _) -> {
                input.getGraphQLContext().put(MARK, true);
                return input;
            });
        }
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        CompletableFuture<PreparsedDocumentEntry> document = documents.getDocumentAsync(input, parse);
        return input.getGraphQLContext().hasKey(MARK)
                ? document.thenApply(found -> requireQuery(found, input.getOperationName()))
                : document;
    }

    private static PreparsedDocumentEntry requireQuery(PreparsedDocumentEntry found, @Nullable String name) {
        if (!found.hasErrors() && !isQuery(found.getDocument(), name)) {
            throw new MethodNotAllowedException(HttpMethod.GET, List.of(HttpMethod.POST));
        }
        return found;
    }

    // An operation that can't be found is told by whoever executes it.
    private static boolean isQuery(Document document, @Nullable String name) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> name == null || name.isEmpty() || name.equals(operation.getName()))
                .toList();
        return operations.size() != 1 || operations.getFirst().getOperation() == Operation.QUERY;
    }
}
