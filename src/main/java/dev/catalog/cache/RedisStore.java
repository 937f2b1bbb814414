package dev.catalog.cache;

import dev.catalog.feed.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries in Redis, read and written in batches.
 * <p>No method throws because of Redis: a read that fails or takes too long finds nothing, a write that fails is dropped,
 * both are counted. After a few failures Redis is left alone for a second, so that readers don't wait for it one by one;
 * reads and writes apart, as a Redis without memory or a replica still answers reads.
 */
final class RedisStore {

    private static final Logger log = LoggerFactory.getLogger(RedisStore.class);

    /**
     * Stores a value, unless what is there was loaded later, and gives the lease back. Without a lease to give back, what is
     * there is not replaced by what bears no position where it bears one itself. What is there of another generation is worth
     * nothing.
     */
    private static final String STORE = """
            local head = redis.call('GETRANGE', KEYS[1], 0, 255)
            local generation, database, last = string.match(head, '^{"g":(%d+),"p":"([%w-]+):%d+:(%d+):')
            local stored = 0
            if generation ~= ARGV[6] then database = nil end
            if database and ARGV[3] == '' and ARGV[5] == '' then return stored end
            if database ~= ARGV[3] or tonumber(last) <= tonumber(ARGV[4]) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
              stored = 1
            end
            if redis.call('GET', KEYS[2]) == ARGV[5] then redis.call('DEL', KEYS[2]) end
            return stored
            """;

    /** Raises a number to one, or by one where that is more, or not at all. */
    private static final String RAISE = """
            local stored = tonumber(redis.call('GET', KEYS[1]) or '0')
            local raised = math.max(stored + ARGV[2], tonumber(ARGV[1]))
            redis.call('SET', KEYS[1], string.format('%.0f', raised))
            return raised
            """;

    private static final byte[] NOBODY = {};

    /** Of this size a batch keeps readers' commands waiting for some milliseconds at most. */
    private static final int LARGEST_BATCH_BYTES = 128 * 1024;

    private static final Duration PROBE_LIFE = Duration.ofSeconds(10);

    private final RedissonClient redisson;
    private final String probe;
    private final RedisCalls reads;
    private final RedisCalls writes;
    private final RedisCalls fills;
    private final Leases leases;
    private final GatheredCommands<Collection<String>, Map<String, byte[]>> gets;
    private final GatheredCommands<Put, BatchResult<?>> puts;

    private record Put(String key, ByteBuffer value, Duration timeToLive) {}

    /** A value to be stored. A buffer, as records are compared and arrays can't be. */
    record Write(
            String key,
            ByteBuffer value,
            Duration timeToLive,
            long generation,
            @Nullable Position position) {}

    RedisStore(RedissonClient redisson, CacheProperties properties, MeterRegistry meters, Executor executor) {
        this.redisson = redisson;
        probe = Region.keyPrefix(properties.prefix()) + "probe";
        reads = new RedisCalls("reads", properties, meters, executor);
        writes = new RedisCalls("writes", properties, meters, executor);
        fills = new RedisCalls("fills", properties, meters, executor);
        leases = new Leases(redisson, writes);
        gets = new GatheredCommands<>(this::get);
        puts = new GatheredCommands<>(this::put);
    }

    Leases leases() {
        return leases;
    }

    /** Whether Redis is not asked for now, after failures: leases can't be taken, or not be looked at. */
    boolean isLeftAlone() {
        return reads.isOpen() || writes.isOpen();
    }

    /** Whether Redis answers now and takes writes. Asked for now and then, it finds out that Redis is well again. */
    boolean answers() {
        return getAll(List.of(probe)) != null
                && writes.await(() -> redisson.getBucket(probe, ByteArrayCodec.INSTANCE)
                                .setAsync(new byte[0], PROBE_LIFE)
                                .thenApply(_ -> true))
                        != null;
    }

    /**
     * Reads, and runs a script that does nothing, before anyone waits for it: the first of each loads so much of the client that a
     * busy machine is longer at it than {@link CacheProperties#timeout} lets Redis be. Waits; a failure is left for the first caller
     * to meet.
     */
    void tryOut() {
        try {
            redisson.getBuckets(ByteArrayCodec.INSTANCE).get(probe);
            redisson.getScript(ByteArrayCodec.INSTANCE)
                    .eval(RScript.Mode.READ_WRITE, "return 0", RScript.ReturnType.LONG, List.of(probe));
        } catch (RedisException e) {
            log.debug("Redis does not answer yet", e);
        }
    }

    /**
     * The values of the keys that are there, and of others that were asked for at the same time; null where Redis doesn't answer.
     * The calling thread waits, so it must not be one of Redisson's.
     */
    @Nullable
    Map<String, byte[]> getAll(Collection<String> keys) {
        return reads.await(() -> gets.send(keys));
    }

    private RFuture<Map<String, byte[]>> get(List<Collection<String>> requests) {
        return redisson.getBuckets(ByteArrayCodec.INSTANCE)
                .getAsync(
                        requests.stream().flatMap(Collection::stream).distinct().toArray(String[]::new));
    }

    /** Stores the values that are not older than what is there and gives their leases back, without waiting for it. */
    void putAll(Collection<Write> values, byte[] holder, Runnable onRefused) {
        if (!values.isEmpty()) {
            writes.send(() -> store(values, holder, onRefused));
        }
    }

    /**
     * Stores the values that are not older than what is there, some at a time, and waits for each answer; false where there
     * was none, and the rest was not sent. Nobody else's writes are held back by its failures.
     */
    boolean fillAll(Collection<Write> values, Runnable onRefused) {
        List<Write> batch = new ArrayList<>();
        int bytes = 0;
        for (Write write : values) {
            batch.add(write);
            bytes += write.value().remaining();
            if (bytes >= LARGEST_BATCH_BYTES) {
                if (!fill(batch, onRefused)) {
                    return false;
                }
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        return batch.isEmpty() || fill(batch, onRefused);
    }

    private boolean fill(List<Write> batch, Runnable onRefused) {
        return fills.await(() -> store(batch, NOBODY, onRefused).thenApply(_ -> true)) != null;
    }

    private RFuture<BatchResult<?>> store(Collection<Write> values, byte[] holder, Runnable onRefused) {
        RBatch batch = redisson.createBatch();
        for (Write write : values) {
            RFuture<Long> stored = batch.getScript(ByteArrayCodec.INSTANCE)
                    .evalAsync(
                            RScript.Mode.READ_WRITE,
                            STORE,
                            RScript.ReturnType.LONG,
                            List.of(write.key(), Leases.keyOf(write.key())),
                            arguments(write, holder));
            var _ = stored.whenComplete((answer, _) -> {
                if (answer != null && answer == 0) {
                    onRefused.run();
                }
            });
        }
        return batch.executeAsync();
    }

    private static Object[] arguments(Write write, byte[] holder) {
        Position position = write.position();
        return new Object[] {
            write.value().array(),
            bytes(Long.toString(write.timeToLive().toMillis())),
            bytes(position == null ? "" : position.database()),
            bytes(position == null ? "0" : Long.toString(position.end())),
            holder,
            bytes(Long.toString(write.generation()))
        };
    }

    /** Removes the entries and waits until they are gone; false where Redis could not be told. */
    boolean deleteAll(Collection<String> keys) {
        return writes.await(() -> redisson.getKeys().deleteAsync(keys.toArray(String[]::new))) != null;
    }

    /** Raises a number, at least to this one. What it is now, or null where Redis could not be told. */
    @Nullable
    Long raise(String key, long least) {
        return raise(key, least, 1);
    }

    /** Raises a number to this one where it is lower, or lost. */
    void keepAtLeast(String key, long least) {
        var _ = raise(key, least, 0);
    }

    private @Nullable Long raise(String key, long least, int step) {
        return writes.await(() -> redisson.getScript(ByteArrayCodec.INSTANCE)
                .evalAsync(
                        RScript.Mode.READ_WRITE,
                        RAISE,
                        RScript.ReturnType.LONG,
                        List.of(key),
                        bytes(Long.toString(least)),
                        bytes(Integer.toString(step))));
    }

    /** Sets a value, whatever is there, without waiting for it. */
    void put(String key, byte[] value, Duration timeToLive) {
        writes.send(() -> puts.send(new Put(key, ByteBuffer.wrap(value), timeToLive)));
    }

    private RFuture<BatchResult<?>> put(List<Put> values) {
        RBatch batch = redisson.createBatch();
        for (Put put : values) {
            var _ = batch.getBucket(put.key(), ByteArrayCodec.INSTANCE)
                    .setAsync(put.value().array(), put.timeToLive());
        }
        return batch.executeAsync();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
