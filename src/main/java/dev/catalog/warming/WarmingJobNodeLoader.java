package dev.catalog.warming;

import dev.catalog.relay.NodeLoader;
import dev.catalog.security.Scope;
import org.springframework.stereotype.Component;

/** Lets {@code node} find warming jobs. */
@Component
class WarmingJobNodeLoader implements NodeLoader<CacheWarmingJob> {

    @Override
    public String typeName() {
        return CacheWarmingJob.TYPE_NAME;
    }

    @Override
    public String dataLoaderName() {
        return WarmingJobLoaders.BY_ID;
    }

    @Override
    public boolean isPublic(CacheWarmingJob job) {
        return false;
    }

    @Override
    public String scope() {
        return Scope.WARMING_MANAGE;
    }
}
