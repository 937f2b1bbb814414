package dev.catalog.warming;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a warming job stands. It goes from each to a later one alone; the last two are final. */
public enum CacheWarmingJobStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED;

    /** Whether the job never changes again. */
    boolean isFinal() {
        return this == COMPLETED || this == FAILED;
    }

    /** The status as the column {@code status} has it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that the column's value names, null being {@link #PENDING}; empty where it is none of these. */
    static Optional<CacheWarmingJobStatus> ofColumn(@Nullable String value) {
        return value == null
                ? Optional.of(PENDING)
                : Stream.of(values())
                        .filter(status -> status.column().equals(value))
                        .findFirst();
    }
}
