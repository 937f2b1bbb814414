package dev.catalog.graphql;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.IdList;
import dev.catalog.relay.Node;
import dev.catalog.relay.NodeLoader;
import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The fields {@code node} and {@code nodes}: any object by its global id, as far as the caller may see it. */
@Controller
class NodeController {

    private final Map<String, NodeLoader<?>> loaders;

    NodeController(List<NodeLoader<?>> loaders) {
        this.loaders = loaders.stream().collect(toUnmodifiableMap(NodeLoader::typeName, loader -> loader));
    }

    @QueryMapping
    CompletableFuture<@Nullable Node> node(@Argument String id, DataFetchingEnvironment environment) {
        return load(id, "id", environment);
    }

    @QueryMapping
    CompletableFuture<DataFetcherResult<List<@Nullable Node>>> nodes(
            @Argument List<String> ids, DataFetchingEnvironment environment) {
        IdList.checkSize(ids, "ids");
        List<GraphQLError> errors = new ArrayList<>();
        List<CompletableFuture<@Nullable Node>> nodes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            try {
                nodes.add(load(ids.get(i), "ids[" + i + "]", environment));
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

    private CompletableFuture<@Nullable Node> load(String id, String argument, DataFetchingEnvironment environment) {
        GlobalId globalId = GlobalId.parse(id, argument);
        NodeLoader<?> loader = loaders.get(globalId.typeName());
        if (loader == null) {
            throw BadUserInputException.of(argument, "is not the id of a node");
        }
        return load(loader, globalId.databaseId(), environment);
    }

    private static <N extends Node> CompletableFuture<@Nullable Node> load(
            NodeLoader<N> loader, long databaseId, DataFetchingEnvironment environment) {
        DataLoader<Long, N> nodes = environment.getDataLoader(loader.dataLoaderName());
        if (nodes == null) {
            throw new IllegalStateException("No DataLoader is named " + loader.dataLoaderName());
        }
        Caller caller = environment.getGraphQlContext().getOrDefault(Caller.class, Caller.ANONYMOUS);
        String scope = loader.scope();
        if (scope != null && !caller.has(scope)) {
            return CompletableFuture.completedFuture(null);
        }
        boolean seesAll = scope != null || caller.has(Scope.READ_ALL);
        return nodes.load(databaseId)
                .thenApply(node -> node != null && (seesAll || loader.isPublic(node)) ? node : null);
    }

    private static GraphQLError error(BadUserInputException e, int index, DataFetchingEnvironment environment) {
        ResultPath path = environment.getExecutionStepInfo().getPath().segment(index);
        return ErrorTranslator.translate(
                        e, path.toString(), environment.getExecutionId().toString())
                .at(environment.getField().getSourceLocation(), path.toList());
    }
}
