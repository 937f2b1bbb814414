package dev.catalog.warming;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code cache_warming_jobs}, and how a result of SQL becomes a {@link WarmingJobRow}. */
@Entity
@Table(name = "cache_warming_jobs")
@SqlResultSetMapping(
        name = CacheWarmingJobEntity.ROW,
        classes =
                @ConstructorResult(
                        targetClass = WarmingJobRow.class,
                        columns = {
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "job_type", type = String.class),
                            @ColumnResult(name = "status", type = String.class),
                            @ColumnResult(name = "started_at", type = Instant.class),
                            @ColumnResult(name = "completed_at", type = Instant.class),
                            @ColumnResult(name = "error_message", type = String.class),
                            @ColumnResult(name = "created_at", type = Instant.class),
                            @ColumnResult(name = "updated_at", type = Instant.class),
                            @ColumnResult(name = "completed", type = Integer.class),
                            @ColumnResult(name = "total", type = Integer.class)
                        }),
        columns = {@ColumnResult(name = "owner", type = Long.class), @ColumnResult(name = "side", type = Integer.class)
        })
class CacheWarmingJobEntity {

    /** The row, the id it was found for, and its side of the page. */
    static final String ROW = "CacheWarmingJob";

    /** The row's columns, read from the aliases {@code j} and {@code r}. */
    static final String COLUMNS =
            "j.id, j.job_type, j.status, j.started_at, j.completed_at, j.error_message, j.created_at,"
                    + " j.updated_at, r.completed, r.total";

    @Id
    @Nullable
    Long id;

    @Column(name = "job_type")
    @Nullable
    String jobType;

    @Nullable
    String status;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    @Column(name = "error_message")
    @Nullable
    String errorMessage;

    @Column(name = "created_at")
    @Nullable
    Instant createdAt;

    @Column(name = "updated_at")
    @Nullable
    Instant updatedAt;
}
