package dev.catalog.document;

import dev.catalog.cache.CacheProperties;
import dev.catalog.cache.RedisCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The documents that the nodes share, in Redis under {@code {prefix}:documents:{hash}}.
 * <p>A Redis that does not answer in time holds none, and what is put there is lost.
 */
@Component
final class DocumentStore {

    private static final Logger log = LoggerFactory.getLogger(DocumentStore.class);

    private final RedissonClient redisson;
    private final String prefix;
    private final Duration ttl;
    private final RedisCalls calls;

    DocumentStore(
            RedissonClient redisson,
            CacheProperties cache,
            DocumentsProperties documents,
            MeterRegistry meters,
            @Qualifier("cacheReads") ExecutorService executor) {
        this.redisson = redisson;
        this.prefix = cache.prefix() + ":documents:";
        this.ttl = documents.persistedTtl();
        this.calls = new RedisCalls("documents", cache, meters, executor);
    }

    /** The document with this hash, whose time to live begins anew. The calling thread waits. */
    @Nullable
    String find(String hash) {
        byte[] stored = calls.await(() -> bucket(hash).getAndExpireAsync(ttl));
        if (stored == null) {
            return null;
        }
        String text = new String(stored, StandardCharsets.UTF_8);
        if (!DocumentHash.of(text).equals(hash)) {
            log.warn("What Redis holds as the document {} is another one, and not used", hash);
            return null;
        }
        return text;
    }

    /** Puts the document there, for its time to live from now on, without waiting for it; calls back once it is there. */
    void put(String hash, String text, Runnable onStored) {
        calls.send(() -> bucket(hash)
                .setAsync(text.getBytes(StandardCharsets.UTF_8), ttl)
                .thenRun(onStored));
    }

    private RBucket<byte[]> bucket(String hash) {
        return redisson.getBucket(prefix + hash, ByteArrayCodec.INSTANCE);
    }
}
