package dev.catalog.graphql;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionLoader;
import graphql.GraphQLContext;
import java.util.List;
import java.util.Set;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.DataLoaderRegistrar;
import org.springframework.stereotype.Component;

/**
 * Makes each region's loader a DataLoader of every request, under the loader's own name for it.
 * <p>A DataLoader batches and remembers within its request; what outlives it is the region's.
 */
@Component
class RegionDataLoaders implements DataLoaderRegistrar {

    private final List<RegionLoader<?, ?>> loaders;
    private final RegionCaches caches;

    RegionDataLoaders(List<RegionLoader<?, ?>> loaders, RegionCaches caches) {
        this.loaders = List.copyOf(loaders);
        this.caches = caches;
    }

    @Override
    public boolean hasRegistrations() {
        return !loaders.isEmpty();
    }

    @Override
    public void registerDataLoaders(DataLoaderRegistry registry, GraphQLContext context) {
        ReadContext reads = context.computeIfAbsent(ReadContext.class, _ -> ReadContext.unrecorded());
        DataLoaderOptions options = DataLoaderOptions.newOptions()
                .setBatchLoaderContextProvider(() -> reads)
                .build();
        RootReads rootReads = context.get(RootReads.class);
        loaders.forEach(
                loader -> registry.register(loader.dataLoaderName(), dataLoader(loader, reads, rootReads, options)));
    }

    private <K, V> DataLoader<K, V> dataLoader(
            RegionLoader<K, V> loader, ReadContext reads, @Nullable RootReads rootReads, DataLoaderOptions options) {
        DataLoader<K, V> dataLoader = DataLoaderFactory.newMappedDataLoader(
                loader.dataLoaderName(),
                (Set<K> keys, BatchLoaderEnvironment _) -> caches.getAll(loader, keys, reads),
                options);
        return rootReads == null ? dataLoader : new ToldDataLoader<>(dataLoader, loader, rootReads);
    }
}
