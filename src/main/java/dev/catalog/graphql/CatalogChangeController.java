package dev.catalog.graphql;

import dev.catalog.cache.ReadContext;
import dev.catalog.relay.Node;
import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The subscription {@code catalogChanged}, and the row that a change is about. */
@Controller
class CatalogChangeController {

    private final CatalogChangeWatch watch;
    private final VisibleNodes nodes;

    CatalogChangeController(CatalogChangeWatch watch, VisibleNodes nodes) {
        this.watch = watch;
        this.nodes = nodes;
    }

    @SubscriptionMapping
    Flux<ToldChange> catalogChanged(
            @Argument @Nullable String after, ReadContext operation, DataFetchingEnvironment environment) {
        Caller caller = environment.getGraphQlContext().getOrDefault(Caller.class, Caller.ANONYMOUS);
        return watch.after(after, caller.has(Scope.READ_ALL), operation.remaining());
    }

    @SchemaMapping(typeName = "CatalogChange")
    CompletableFuture<@Nullable Node> node(ToldChange change, DataFetchingEnvironment environment) {
        String id = change.id();
        return id == null || change.operation() == ChangeOperation.DELETED
                ? CompletableFuture.completedFuture(null)
                : nodes.load(id, "id", environment);
    }
}
