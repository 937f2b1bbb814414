package dev.catalog.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** The leases in Redis: who has the one of a key fills it, for all nodes. No method throws because of Redis. */
final class Leases {

    /**
     * Takes a lease that nobody holds, or one whom the taker has passed over; not where a value has come that the taker has
     * not seen.
     */
    private static final String TAKE = """
            local head = redis.call('GETRANGE', KEYS[1], 0, 255)
            if head ~= '' and head ~= ARGV[3] then return 0 end
            local holder = redis.call('GET', KEYS[2])
            if holder and holder ~= ARGV[4] then return 0 end
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
            return 1
            """;

    private static final String GIVE_BACK =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private static final int HEAD = 256;
    private static final byte[] NOBODY = {};

    private final RedissonClient redisson;
    private final RedisCalls calls;

    Leases(RedissonClient redisson, RedisCalls calls) {
        this.redisson = redisson;
        this.calls = calls;
    }

    /** Where the lease of a key is kept: in its hash slot. */
    static String keyOf(String key) {
        return "{" + key + "}:lease";
    }

    /**
     * Takes the leases of the keys that nobody holds. The keys whose lease is the caller's now; null where Redis doesn't
     * answer.
     *
     * @param seen the values that the caller has seen under some of the keys, which won't do; where there is another one,
     *     someone has just stored it, and no lease is given
     * @param passedOver the holders of some of the keys' leases for whom the caller won't wait
     * @param holder who takes them, told from all other holders
     */
    @Nullable
    Set<String> take(
            Collection<String> keys,
            Map<String, byte[]> seen,
            Map<String, byte[]> passedOver,
            byte[] holder,
            Duration term) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        List<String> asked = List.copyOf(keys);
        byte[] millis = Long.toString(term.toMillis()).getBytes(StandardCharsets.US_ASCII);
        List<?> granted = calls.await(() -> {
            RBatch batch = redisson.createBatch();
            for (String key : asked) {
                var _ = batch.getScript(ByteArrayCodec.INSTANCE)
                        .evalAsync(
                                RScript.Mode.READ_WRITE,
                                TAKE,
                                RScript.ReturnType.LONG,
                                List.of(key, keyOf(key)),
                                holder,
                                millis,
                                head(seen.get(key)),
                                passedOver.getOrDefault(key, NOBODY));
            }
            return batch.executeAsync().thenApply(BatchResult::getResponses);
        });
        if (granted == null) {
            return null;
        }
        Set<String> mine = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (Long.valueOf(1).equals(granted.get(i))) {
                mine.add(asked.get(i));
            }
        }
        return mine;
    }

    /** Gives leases back, without waiting for it. */
    void giveBack(Collection<String> keys, byte[] holder) {
        if (keys.isEmpty()) {
            return;
        }
        calls.send(() -> {
            RBatch batch = redisson.createBatch();
            for (String key : keys) {
                var _ = batch.getScript(ByteArrayCodec.INSTANCE)
                        .evalAsync(
                                RScript.Mode.READ_WRITE,
                                GIVE_BACK,
                                RScript.ReturnType.LONG,
                                List.of(keyOf(key)),
                                new Object[] {holder});
            }
            return batch.executeAsync();
        });
    }

    /** What tells a value from the others that a key has had: generation, position and time come first. */
    private static byte[] head(byte @Nullable [] value) {
        return value == null ? new byte[0] : Arrays.copyOf(value, Math.min(value.length, HEAD));
    }
}
