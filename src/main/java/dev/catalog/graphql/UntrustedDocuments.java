package dev.catalog.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.document.DocumentHash;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the log which documents would be refused were trusted ones required: by their hash alone, each once an hour as a rule,
 * and a few a second at most.
 */
@Component
final class UntrustedDocuments {

    private static final Logger log = LoggerFactory.getLogger(UntrustedDocuments.class);

    private static final int MOST_LINES = 5;
    private static final int REMEMBERED = 10_000;

    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    private final RateLimiter lines = RateLimiter.of(
            "untrusted documents",
            RateLimiterConfig.custom()
                    .limitForPeriod(MOST_LINES)
                    .limitRefreshPeriod(Duration.ofSeconds(1))
                    .timeoutDuration(Duration.ZERO)
                    .build());

    /** What tells of the document. */
    Runnable told(String text) {
        String hash = DocumentHash.of(text);
        return () -> tell(hash);
    }

    private void tell(String hash) {
        if (told.getIfPresent(hash) == null && lines.acquirePermission()) {
            told.put(hash, true);
            log.info("Not among the trusted documents: sha256:{}", hash);
        }
    }
}
