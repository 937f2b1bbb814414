package dev.catalog.graphql;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Node;
import dev.catalog.relay.NodeLoader;
import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Objects by their global ids, as far as the caller may see them. */
@Component
final class VisibleNodes {

    private final Map<String, NodeLoader<?>> loaders;

    VisibleNodes(List<NodeLoader<?>> loaders) {
        this.loaders = loaders.stream().collect(toUnmodifiableMap(NodeLoader::typeName, loader -> loader));
    }

    /**
     * The object with a global id; null where no row has it or the caller may not see it. Throws
     * {@link BadUserInputException} naming the argument where it is the id of nothing that could be found.
     */
    CompletableFuture<@Nullable Node> load(String id, String argument, DataFetchingEnvironment environment) {
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
}
