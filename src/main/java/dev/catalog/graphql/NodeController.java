package dev.catalog.graphql;

import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.IdList;
import dev.catalog.relay.Node;
import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The fields {@code node} and {@code nodes}: any object by its global id, as far as the caller may see it. */
@Controller
class NodeController {

    private final VisibleNodes visible;

    NodeController(VisibleNodes visible) {
        this.visible = visible;
    }

    @QueryMapping
    CompletableFuture<@Nullable Node> node(@Argument String id, DataFetchingEnvironment environment) {
        return visible.load(id, "id", environment);
    }

    @QueryMapping
    CompletableFuture<DataFetcherResult<List<@Nullable Node>>> nodes(
            @Argument List<String> ids, DataFetchingEnvironment environment) {
        IdList.checkSize(ids, "ids");
        List<GraphQLError> errors = new ArrayList<>();
        List<CompletableFuture<@Nullable Node>> nodes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            try {
                nodes.add(visible.load(ids.get(i), "ids[" + i + "]", environment));
            } catch (BadUserInputException e) {
                nodes.add(CompletableFuture.completedFuture(null));
                errors.add(error(e, i, environment));
            }
        }
        return CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new))
                .thenApply(_ -> DataFetcherResult.<List<@Nullable Node>>newResult()
                        .data(nodes.stream()
                                .<@Nullable Node>map(CompletableFuture::join)
                                .toList())
                        .errors(errors)
                        .build());
    }

    private static GraphQLError error(BadUserInputException e, int index, DataFetchingEnvironment environment) {
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(index);
        return ErrorTranslator.translate(
                        e, path.toString(), environment.getExecutionId().toString())
                .at(environment.getField().getSourceLocation(), path.toList());
    }
}
