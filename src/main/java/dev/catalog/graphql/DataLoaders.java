package dev.catalog.graphql;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionLoader;
import graphql.GraphQLContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/**
 * The DataLoaders of operations: each region's loader, under the loader's own name for it, and those of Spring's registry.
 * <p>A DataLoader batches and remembers within its operation; what outlives it is the region's.
 */
@Component
class DataLoaders {

    private final Map<String, RegionLoader<?, ?>> loaders;
    private final RegionCaches caches;
    private final BatchLoaderRegistry others;

    /** @param others those that are no region's */
    DataLoaders(List<RegionLoader<?, ?>> loaders, RegionCaches caches, BatchLoaderRegistry others) {
        this.loaders =
                loaders.stream().collect(Collectors.toUnmodifiableMap(RegionLoader::dataLoaderName, loader -> loader));
        this.caches = caches;
        this.others = others;
    }

    /** The DataLoaders of the operation that has this context. */
    DataLoaderRegistry of(GraphQLContext context) {
        ReadContext reads = context.computeIfAbsent(ReadContext.class, _ -> ReadContext.unrecorded());
        RootReads rootReads = context.get(RootReads.class);
        return new OperationDataLoaders((name, last) -> {
            RegionLoader<?, ?> loader = loaders.get(name);
            return loader == null ? other(name, context) : dataLoader(loader, reads, rootReads, last);
        });
    }

    private @Nullable DataLoader<?, ?> other(String name, GraphQLContext context) {
        DataLoaderRegistry made = new DataLoaderRegistry();
        others.registerDataLoaders(made, context);
        return made.getDataLoader(name);
    }

    private <K, V> DataLoader<K, V> dataLoader(
            RegionLoader<K, V> loader, ReadContext reads, @Nullable RootReads rootReads, BooleanSupplier last) {
        DataLoaderOptions.Builder options = DataLoaderOptions.newOptions()
                .setCacheMap(new NearValues<K, V>(key -> caches.getHeld(loader, key, reads)));
        DataLoader<K, V> dataLoader = DataLoaderFactory.newMappedDataLoader(
                loader.dataLoaderName(),
                (Set<K> keys) -> last.getAsBoolean() && mayBlock(reads)
                        ? caches.getAllHere(loader, keys, reads)
                        : caches.getAll(loader, keys, reads),
                options.build());
        return rootReads == null ? dataLoader : new ToldDataLoader<>(dataLoader, loader, rootReads);
    }

    // Completed by a timer, an operation goes on upon the timer's thread.
    private static boolean mayBlock(ReadContext reads) {
        return reads.isBlocking() && Thread.currentThread().isVirtual();
    }
}
