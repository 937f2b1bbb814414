package dev.catalog.response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.cache.HeapSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The answers in this node's own memory, bounded by what they take of it. Each is found by its operation, and that by the requests
 * that asked for it, byte by byte.
 */
final class NodeAnswers {

    /** The part of the memory that knows requests: as many as answers, where these are of half a kilobyte. */
    private static final int REQUESTS_SHARE = 7;

    /** One answer may take this part of the memory at most. */
    private static final int LARGEST_SHARE = 16;

    private static final int READS_A_NOTE = 8;

    private static final int REQUEST_SIZE = HeapSize.CACHE_ENTRY + Digest.SIZE + KnownRequest.SIZE;

    private final Cache<Digest, Answer> byOperation;
    private final Cache<Digest, KnownRequest> requests;
    private final long largest;

    NodeAnswers(long bytes) {
        largest = bytes / LARGEST_SHARE;
        long share = bytes / REQUESTS_SHARE;
        byOperation = Caffeine.newBuilder()
                .maximumWeight(bytes - share)
                .weigher((Digest _, Answer answer) -> HeapSize.WEIGHED_ENTRY + Digest.SIZE + answer.weight())
                .executor(Runnable::run)
                .build();
        requests = Caffeine.newBuilder()
                .maximumSize(share / REQUEST_SIZE)
                .executor(Runnable::run)
                .build();
    }

    /** Shows how full it is. */
    NodeAnswers measuredBy(MeterRegistry meters) {
        Gauge.builder("catalog.response.entries", byOperation, Cache::estimatedSize)
                .description("Answers in this node's own memory")
                .register(meters);
        Gauge.builder("catalog.response.bytes", this, NodeAnswers::weight)
                .description("What the answers in this node's own memory take of it, with the requests that it knows")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
        return this;
    }

    /** What the answers and the requests take of the heap, in bytes. */
    long weight() {
        long answers = byOperation
                .policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return answers + requests.estimatedSize() * REQUEST_SIZE;
    }

    /** What is known of a request that was seen before, byte by byte; null where it was not. */
    @Nullable
    KnownRequest known(Digest request) {
        return read(requests, request);
    }

    /** From now on the request with these bytes is known. */
    void isKnown(Digest request, KnownRequest known) {
        requests.put(request, known);
    }

    /** The answer to an operation, right or not; null where there is none. */
    @Nullable
    Answer find(Digest operation) {
        return read(byOperation, operation);
    }

    /**
     * Has the cache note one read of a few. It keeps what is read most, of which these tell as much, and to note one takes longer
     * than to find what is asked for.
     */
    private static <T> @Nullable T read(Cache<Digest, T> cache, Digest key) {
        boolean noted = ThreadLocalRandom.current().nextInt(READS_A_NOTE) == 0;
        return noted ? cache.getIfPresent(key) : cache.policy().getIfPresentQuietly(key);
    }

    /** Whether an answer is not too large to be kept. */
    boolean takes(Answer answer) {
        return answer.weight() <= largest;
    }

    void keep(Digest operation, Answer answer) {
        byOperation.put(operation, answer);
    }

    /** Takes into account that an answer has grown, if it is the one that is kept. */
    void weighAgain(Digest operation, Answer answer) {
        byOperation.asMap().replace(operation, answer, answer);
    }
}
