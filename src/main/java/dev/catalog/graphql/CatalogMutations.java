package dev.catalog.graphql;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.security.Scope;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets everything after a mutation of the catalog see it: what its payload selects, the mutations behind it, and every read on this
 * node once it is answered. This node applies the change before the payload is resolved, and what the operation has read before is
 * forgotten.
 * <p>Where changes are not followed, or not in time, all cached answers are made misses.
 */
@Component
final class CatalogMutations {

    /** How long it waits at most for the change that it knows to be committed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ChangeFeed feed;
    private final RegionCaches caches;

    CatalogMutations(ChangeFeed feed, RegionCaches caches) {
        this.feed = feed;
        this.caches = caches;
    }

    /** A fetcher that shows what it has written, where the field is a mutation of the catalog; else the same. */
    DataFetcher<?> shown(DataFetcher<?> fetcher, DataFetchingEnvironment field) {
        if (!isCatalogMutation(field)) {
            return fetcher;
        }
        return environment -> {
            Object payload = fetcher.get(environment);
            return payload instanceof CompletionStage<?> pending
                    ? pending.thenApply(written -> shown(written, environment))
                    : shown(payload, environment);
        };
    }

    private static boolean isCatalogMutation(DataFetchingEnvironment environment) {
        return environment.getParentType().equals(environment.getGraphQLSchema().getMutationType())
                && Scope.CATALOG_WRITE.equals(FieldScopes.scopeOf(environment.getFieldDefinition()));
    }

    private @Nullable Object shown(@Nullable Object payload, DataFetchingEnvironment environment) {
        ReadContext reads = environment.getGraphQlContext().get(ReadContext.class);
        Position position = caughtUp(reads);
        WrittenVersion version = environment.getGraphQlContext().get(WrittenVersion.class);
        if (version != null) {
            version.written(position);
        }
        if (reads != null) {
            reads.forgetBroughtAlong();
        }
        environment.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
        return payload;
    }

    private @Nullable Position caughtUp(@Nullable ReadContext operation) {
        Duration left = operation == null ? LONGEST_WAIT : operation.remaining();
        if (feed.catchUp(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT)) {
            return feed.position().orElse(null);
        }
        caches.outdateAll();
        return null;
    }
}
