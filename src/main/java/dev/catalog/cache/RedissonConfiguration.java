package dev.catalog.cache;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Redis. It connects on first use, so a Redis that is away does not keep a node from starting. */
@Configuration(proxyBeanMethods = false)
class RedissonConfiguration {

    private static final int CONNECTIONS = 16;
    /** Where Redisson's own defaults are 16 and 32, each with a stack and buffers, whatever the machine. */
    private static final int TWO_A_PROCESSOR = 0;

    /** Longer than a command takes: a client that has just started connects slowly. */
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties redis, CacheProperties cache) {
        int timeoutMillis = Math.toIntExact(cache.timeout().toMillis());
        Config config = new Config();
        config.setCodec(ByteArrayCodec.INSTANCE);
        config.setLazyInitialization(true);
        config.setThreads(TWO_A_PROCESSOR);
        config.setNettyThreads(TWO_A_PROCESSOR);
        config.useSingleServer()
                .setAddress(redis.address())
                .setDatabase(redis.database())
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(2)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setTimeout(timeoutMillis)
                .setRetryAttempts(0);
        return Redisson.create(config);
    }
}
