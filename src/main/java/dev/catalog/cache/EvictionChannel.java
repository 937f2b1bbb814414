package dev.catalog.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.BaseStatusListener;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tells other nodes' near caches of evictions, by Redis's publish and subscribe.
 * <p>What is said while a node isn't connected is lost to it, so it drops what it has kept whenever it subscribes anew; what
 * it reads from Redis it holds against the region's generation in any case.
 */
final class EvictionChannel {

    private static final Logger log = LoggerFactory.getLogger(EvictionChannel.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final RedissonClient redisson;
    private final String name;
    private final Runnable onListening;
    private final Runnable onConnected;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();

    /**
     * @param onListening called when messages are heard from now on, and some may have been lost before
     * @param onConnected called once, when Redis is there for the first time, on a thread that may wait for it
     */
    EvictionChannel(RedissonClient redisson, String prefix, Runnable onListening, Runnable onConnected) {
        this.redisson = redisson;
        this.name = Region.keyPrefix(prefix) + "evictions";
        this.onListening = onListening;
        this.onConnected = onConnected;
    }

    /**
     * Calls for every eviction once Redis listens, with the region and its new generation, whichever node makes it. Connects the
     * client too, in the background, where it tries again until the client is shut down.
     */
    void listen(ObjLongConsumer<String> onEviction) {
        // A thread that no executor waits for: the client may be shut down after the executors are.
        listening.completeAsync(
                () -> {
                    listenUntilHeard(onEviction);
                    onConnected.run();
                    return null;
                },
                task -> Thread.ofVirtual().name("cache-evictions").start(task));
    }

    /** Waits until Redis listens, before the first reader needs the client, but only for a moment. */
    void awaitListening() {
        try {
            listening.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("Redis does not answer yet, so evictions by other nodes are noticed late");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Listening ends when it is heard or interrupted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilHeard(ObjLongConsumer<String> onEviction) {
        BackOffExecution attempts = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2).start();
        while (!hears(onEviction)) {
            try {
                // Until the next attempt: none succeeds while Redis is away.
                Thread.sleep(Math.min(attempts.nextBackOff(), LONGEST_PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean hears(ObjLongConsumer<String> onEviction) {
        try {
            RTopic topic = redisson.getTopic(name, StringCodec.INSTANCE);
            topic.addListener(new BaseStatusListener() {
                @Override
                public void onSubscribe(String channel) {
                    onListening.run();
                }
            });
            topic.addListener(String.class, (_, message) -> {
                String[] words = message.split(" ", 2);
                onEviction.accept(words[0], Long.parseLong(words[1]));
            });
            return true;
        } catch (RedisException e) {
            log.debug("Redis does not listen yet", e);
            return redisson.isShuttingDown();
        }
    }

    /** Tells every node that listens. Where Redis doesn't answer nobody is told. */
    void tell(String region, long generation) {
        try {
            var _ = redisson.getTopic(name, StringCodec.INSTANCE)
                    .publishAsync(region + " " + generation)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            untold(region, failure);
                        }
                    });
        } catch (RedisException e) {
            untold(region, e);
        }
    }

    private static void untold(String region, Throwable failure) {
        log.warn("Other nodes notice the eviction of {} late: {}", region, failure.toString());
    }
}
