package dev.catalog.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The documents that clients have registered, by their hash: in this node's memory and, for all nodes, in Redis.
 * <p>One is kept for a time after its last use. Use is told to Redis at most {@value #RENEWALS} times within that time, by
 * writing the document anew, so that a Redis that has lost it has it again.
 */
@Component
public final class PersistedDocuments {

    /** Bytes of the longest document that is kept. */
    static final int LONGEST = 100_000;

    /** Bytes of all documents that this node keeps in its memory; the most used stay. */
    static final int CAPACITY = 8_000_000;

    /** Bytes that this node adds to Redis within the time that documents are kept. */
    static final int BUDGET = 64_000_000;

    private static final int RENEWALS = 10;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Cache<String, Kept> near;
    private final DocumentStore shared;
    private final RegistrationBudget budget;
    private final Duration renewal;
    private final Clock clock;

    PersistedDocuments(DocumentStore shared, DocumentsProperties properties, Clock clock) {
        Duration ttl = properties.persistedTtl();
        this.shared = shared;
        this.clock = clock;
        this.renewal = ttl.dividedBy(RENEWALS);
        this.budget = new RegistrationBudget(BUDGET, ttl, clock);
        this.near = Caffeine.newBuilder()
                .maximumWeight(CAPACITY)
                .weigher((String _, Kept kept) -> kept.bytes)
                .expireAfterAccess(ttl)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** The document with this hash. Waits for Redis, within the time limit of its answers, where this node has no such one. */
    public Optional<String> find(String hash) {
        Kept kept = near.getIfPresent(hash);
        if (kept == null) {
            Optional<String> text = Optional.ofNullable(shared.find(hash));
            text.ifPresent(
                    found -> near.put(hash, new Kept(found, clock.instant().plus(renewal))));
            return text;
        }
        renew(hash, kept);
        return Optional.of(kept.text);
    }

    /** Keeps a document that is valid, unless it is too long or too many have been registered. Does not wait. */
    public void register(String hash, String text) {
        Kept known = near.getIfPresent(hash);
        if (known != null) {
            renew(hash, known);
            return;
        }
        Kept kept = new Kept(text, Instant.MIN);
        if (kept.bytes <= LONGEST && budget.spend(kept.bytes)) {
            near.put(hash, kept);
            renew(hash, kept);
        }
    }

    private void renew(String hash, Kept kept) {
        Instant now = clock.instant();
        if (kept.isDue(now)) {
            shared.put(hash, kept.text, () -> kept.renewAt(now.plus(renewal)));
        }
    }

    /** A document, and when Redis is to be told again that it is used. */
    private static final class Kept {

        private final String text;
        private final int bytes;
        private Instant due;

        Kept(String text, Instant due) {
            this.text = text;
            this.bytes = text.getBytes(StandardCharsets.UTF_8).length;
            this.due = due;
        }

        /** Whether to tell Redis now; for a while after that it is not, as the answer may be on its way. */
        synchronized boolean isDue(Instant now) {
            if (due.isAfter(now)) {
                return false;
            }
            due = now.plus(RETRY);
            return true;
        }

        synchronized void renewAt(Instant next) {
            due = next;
        }
    }
}
