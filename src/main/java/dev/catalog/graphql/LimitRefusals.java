package dev.catalog.graphql;

import dev.catalog.document.TrustedDocument;
import dev.catalog.limits.Excess;
import dev.catalog.limits.Limit;
import dev.catalog.limits.LimitsProperties;
import graphql.ExecutionInput;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says no to operations beyond a bound, or where bounds are to warn alone tells the log of them, a few lines a second at most. */
@Component
final class LimitRefusals {

    private static final Logger log = LoggerFactory.getLogger(LimitRefusals.class);

    private static final int MOST_LINES = 5;

    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]{0,99}");

    private final boolean warnOnly;
    private final MeterRegistry meters;
    private final AtomicLong untold = new AtomicLong();
    private final RateLimiter lines = RateLimiter.of(
            "limit warnings",
            RateLimiterConfig.custom()
                    .limitForPeriod(MOST_LINES)
                    .limitRefreshPeriod(Duration.ofSeconds(1))
                    .timeoutDuration(Duration.ZERO)
                    .build());

    LimitRefusals(LimitsProperties limits, MeterRegistry meters) {
        this.warnOnly = limits.warnOnly();
        this.meters = meters;
    }

    /** The error that the operation ends with; null where nothing is exceeded, or it is carried out even so. */
    @Nullable
    OperationError refusal(@Nullable Excess excess, ExecutionInput operation) {
        if (excess == null) {
            return null;
        }
        meters.counter("catalog.limits.exceeded", "limit", name(excess.limit())).increment();
        if (!warnOnly) {
            return error(excess);
        }
        warn(excess, operation.getOperationName());
        return null;
    }

    /** Whether what the operation costs does not matter: an operator wants it answered. */
    static boolean isExempt(ExecutionInput operation) {
        return operation.getGraphQLContext().hasKey(TrustedDocument.class);
    }

    /** The error for an operation beyond a bound. */
    static OperationError error(Excess excess) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("actual", excess.actual());
        details.put("limit", excess.bound());
        if (!excess.path().isEmpty()) {
            details.put("path", excess.path());
        }
        return OperationError.of(codeOf(excess.limit()), excess.message()).with(details);
    }

    private static ErrorCode codeOf(Limit limit) {
        return switch (limit) {
            case CHARACTERS, TOKENS, BRACKETS -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case DEPTH, NESTING -> ErrorCode.OPERATION_TOO_DEEP;
            case COST, ALIASES, ROOT_FIELDS, DIRECTIVES, PARTS, REPEATS -> ErrorCode.OPERATION_TOO_COMPLEX;
            case VARIABLE_DEPTH, LIST_LENGTH, EXPONENT, DIGITS -> ErrorCode.BAD_USER_INPUT;
        };
    }

    private static String name(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void warn(Excess excess, @Nullable String operation) {
        if (!lines.acquirePermission()) {
            untold.incrementAndGet();
            return;
        }
        long more = untold.getAndSet(0);
        log.warn(
                "Beyond a limit, and carried out: operation {}. {}{}",
                operation != null && NAME.matcher(operation).matches() ? operation : "without a name",
                excess.message(),
                more == 0 ? "" : " %d more were not told.".formatted(more));
    }
}
