package dev.catalog.response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.cache.DerivedValue;
import dev.catalog.cache.DerivedValues;
import dev.catalog.cache.HeapSize;
import dev.catalog.cache.Lineages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept: by this node, bounded by their weight, and in Redis for all nodes. Each is found by its
 * operation; on this node also by the request that asked for it, byte by byte, so that nothing needs to be parsed.
 */
final class Answers {

    /** The part of the memory that knows requests by their bytes: as many as answers, where these are of half a kilobyte. */
    private static final int REQUESTS_SHARE = 7;

    private static final int REQUEST_SIZE = HeapSize.CACHE_ENTRY + Digest.SIZE + KnownRequest.SIZE;
    /** One answer may take this part of the memory at most. */
    private static final int LARGEST_SHARE = 16;

    private final Cache<Digest, Answer> byOperation;
    private final Cache<Digest, KnownRequest> requests;
    private final DerivedValues shared;
    private final Lineages lineages;
    private final long largest;

    Answers(long bytes, DerivedValues shared, Lineages lineages, MeterRegistry meters) {
        this.shared = shared;
        this.lineages = lineages;
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
        Gauge.builder("catalog.response.entries", byOperation, Cache::estimatedSize)
                .description("Answers in this node's own memory")
                .register(meters);
        Gauge.builder("catalog.response.bytes", this, Answers::weight)
                .description("What the answers in this node's own memory take of it, with the requests that it knows")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
    }

    /** What is known of a request that was seen before, byte by byte; null where it was not. */
    @Nullable
    KnownRequest known(Digest request) {
        return requests.getIfPresent(request);
    }

    /** From now on the request with these bytes is known. */
    void isKnown(Digest request, KnownRequest known) {
        requests.put(request, known);
    }

    /** The answer that this node keeps for an operation, where it is still right. */
    @Nullable
    Answer here(Digest operation) {
        Answer answer = byOperation.getIfPresent(operation);
        return answer != null && lineages.isCurrent(answer.lineage()) ? answer : null;
    }

    /** The answer that some node has kept for an operation, where it is still right. Blocks. */
    @Nullable
    Answer anywhere(Digest operation) {
        DerivedValue value = shared.find(keyOf(operation));
        if (value == null) {
            return null;
        }
        Answer answer = new Answer(value.lineage(), value.bytes());
        byOperation.put(operation, answer);
        return answer;
    }

    /** Keeps an answer, here and for all nodes. */
    void keep(Digest operation, Answer answer, byte[] data) {
        if (answer.weight() <= largest) {
            byOperation.put(operation, answer);
            shared.put(keyOf(operation), new DerivedValue(answer.lineage(), data));
        }
    }

    /** Takes into account that the answer has grown, if it is the one that is kept. */
    void weighAgain(Digest operation, Answer answer) {
        byOperation.asMap().replace(operation, answer, answer);
    }

    private double weight() {
        long answers = byOperation
                .policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return answers + (double) requests.estimatedSize() * REQUEST_SIZE;
    }

    private static String keyOf(Digest operation) {
        return "answers/" + Objects.requireNonNull(operation).text();
    }
}
