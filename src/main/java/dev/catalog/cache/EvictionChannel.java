package dev.catalog.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.BaseStatusListener;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes' near caches of evictions, by Redis's publish and subscribe.
 * <p>What is said while a node isn't connected is lost to it, so it drops its near cache whenever it subscribes anew; what
 * it reads from Redis it holds against the region's generation in any case.
 */
final class EvictionChannel {

    private static final Logger log = LoggerFactory.getLogger(EvictionChannel.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final RedissonClient redisson;
    private final String name;
    private final NearCache near;

    EvictionChannel(RedissonClient redisson, String prefix, NearCache near) {
        this.redisson = redisson;
        this.name = Region.keyPrefix(prefix) + "evictions";
        this.near = near;
    }

    /**
     * Calls for every eviction that any node makes from now on, this one included. Waits for Redis to listen, which connects
     * the client too before the first reader needs it, but only for a moment.
     */
    void listen(ObjLongConsumer<String> onEviction) {
        RTopic topic = redisson.getTopic(name, StringCodec.INSTANCE);
        CompletionStage<?> dropping = topic.addListenerAsync(new BaseStatusListener() {
            @Override
            public void onSubscribe(String channel) {
                near.clear();
            }
        });
        CompletionStage<?> listening = topic.addListenerAsync(String.class, (_, message) -> {
            int space = message.lastIndexOf(' ');
            onEviction.accept(message.substring(0, space), Long.parseLong(message.substring(space + 1)));
        });
        try {
            CompletableFuture.allOf(dropping.toCompletableFuture(), listening.toCompletableFuture())
                    .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Evictions by other nodes are noticed late until Redis answers: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells every node that listens. Where Redis doesn't answer nobody is told. */
    void tell(String region, long generation) {
        var _ = redisson.getTopic(name, StringCodec.INSTANCE)
                .publishAsync(region + " " + generation)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.warn("Other nodes notice the eviction of {} late: {}", region, failure.toString());
                    }
                });
    }
}
