package dev.catalog.cache;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Builds the read-through of every declared region. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Reads block on virtual threads of their own, never on a thread of Redisson. What belongs to the request's thread, as the
     * id that its log lines bear, comes along.
     */
    @Bean(destroyMethod = "close")
    ExecutorService cacheReads() {
        return ContextExecutorService.wrap(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("cache-read-", 0).factory()),
                ContextSnapshotFactory.builder().build());
    }

    @Bean
    RegionCaches regionCaches(
            List<RegionLoader<?, ?>> loaders,
            Environment environment,
            CacheProperties properties,
            RedissonClient redisson,
            MeterRegistry meters,
            Clock clock,
            @Qualifier("cacheReads") Executor executor) {
        RegionSettings settings = new RegionSettings(
                environment, loaders.stream().map(RegionLoader::region).toList());
        NearCache near = new NearCache(properties.near(), clock);
        RedisStore redis = new RedisStore(redisson, properties, clock, meters);
        return new RegionCaches(
                loaders,
                loader -> regionCache(loader, settings, properties, near, redis, meters, clock, executor),
                executor,
                properties.enabled());
    }

    private static <K, V> RegionCache<K, V> regionCache(
            RegionLoader<K, V> loader,
            RegionSettings settings,
            CacheProperties properties,
            NearCache near,
            RedisStore redis,
            MeterRegistry meters,
            Clock clock,
            Executor executor) {
        CacheRegion<K, V> region = loader.region();
        return new RegionCache<>(
                loader,
                settings.of(region),
                properties.prefix(),
                near,
                redis,
                new RegionMetrics(region.name(), meters),
                clock,
                executor);
    }
}
