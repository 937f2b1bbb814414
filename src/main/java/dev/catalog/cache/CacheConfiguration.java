package dev.catalog.cache;

import dev.catalog.feed.ChangeFeed;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.PlatformTransactionManager;

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
    RegionSettings regionSettings(List<RegionLoader<?, ?>> loaders, Environment environment) {
        return new RegionSettings(
                environment, loaders.stream().map(RegionLoader::region).toList());
    }

    @Bean
    Touches touches(List<ChangeTags> features, RegionSettings settings, MeterRegistry meters, Clock clock) {
        return new Touches(features, settings.longestLife(), clock).measuredBy(meters);
    }

    @Bean
    CacheBackends cacheBackends(
            CacheProperties properties,
            RedissonClient redisson,
            Touches touches,
            ChangeFeed feed,
            EntityManagerFactory entities,
            DataSource dataSource,
            MeterRegistry meters,
            Clock clock,
            @Qualifier("cacheReads") ExecutorService executor) {
        RedisStore redis = new RedisStore(redisson, properties, meters, executor);
        Generations generations =
                new Generations(redis, executor, clock, properties.near().ttl());
        return new CacheBackends(
                new NearCache(properties.near(), now -> feed.isLive() && generations.areConfirmed(now), clock)
                        .measuredBy(meters),
                redis,
                generations,
                touches,
                feed,
                new Loads(new ReadScope(entities, dataSource), executor, LoadHealth.told(clock)));
    }

    @Bean
    WriteTransactions writeTransactions(
            PlatformTransactionManager transactions,
            DataSource dataSource,
            EntityManagerFactory entities,
            @Qualifier("cacheReads") ExecutorService executor) {
        return new WriteTransactions(
                new Loads(new TransactionScope(transactions, dataSource), executor, LoadHealth.untold()),
                Objects.requireNonNull(((EntityManagerFactoryInfo) entities).getJpaDialect()));
    }

    @Bean
    RegionCaches regionCaches(
            List<RegionLoader<?, ?>> loaders,
            RegionSettings settings,
            CacheProperties properties,
            CacheBackends backends,
            RedissonClient redisson,
            MeterRegistry meters,
            Clock clock,
            @Qualifier("cacheReads") ExecutorService executor) {
        return new RegionCaches(
                loaders,
                loader -> regionCache(loader, settings, properties, backends, meters, clock, executor),
                new EvictionChannel(
                        redisson,
                        properties.prefix(),
                        () -> {
                            backends.near().clear();
                            backends.generations().doubt();
                        },
                        backends.redis()::tryOut),
                new EntryCensus(
                        redisson,
                        loaders.stream().map(RegionLoader::region).toList(),
                        Region.keyPrefix(properties.prefix()),
                        clock),
                executor,
                properties.enabled());
    }

    @Bean
    Lineages lineages(CacheBackends backends, CacheProperties properties, Clock clock) {
        return new Lineages(
                backends.generations(),
                backends.touches(),
                backends.feed(),
                clock,
                properties.near().ttl());
    }

    @Bean
    DerivedValues derivedValues(CacheBackends backends, Lineages lineages, CacheProperties properties, Clock clock) {
        return new DerivedValues(backends.redis(), backends.generations(), lineages, clock, properties.prefix());
    }

    private static <K, V> RegionCache<K, V> regionCache(
            RegionLoader<K, V> loader,
            RegionSettings settings,
            CacheProperties properties,
            CacheBackends backends,
            MeterRegistry meters,
            Clock clock,
            Executor executor) {
        CacheRegion<K, V> region = loader.region();
        return new RegionCache<>(
                new Region<>(
                        loader,
                        settings.of(region),
                        properties.prefix(),
                        new RegionMetrics(region.name(), meters),
                        clock),
                backends,
                properties,
                executor);
    }
}
