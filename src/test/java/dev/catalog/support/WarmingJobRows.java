package dev.catalog.support;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes warming jobs as somebody else does who runs them: another node, which announces each change, or the Rails
 * application, which does not.
 */
public final class WarmingJobRows {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final boolean announcing;

    WarmingJobRows(JdbcClient jdbc, TransactionTemplate transaction, boolean announcing) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.announcing = announcing;
    }

    /** Removes all jobs. */
    public void clear() {
        write(0, "TRUNCATE cache_warming_jobs, catalog_warming_runs", Map.of());
    }

    /** A job with these columns, made a second after the one before. */
    public long insert(@Nullable String jobType, @Nullable String status) {
        long id = jdbc.sql("""
                        INSERT INTO cache_warming_jobs (job_type, status, created_at, updated_at)
                        SELECT :type, :status, times.next, times.next FROM (
                          SELECT coalesce(max(created_at), '2026-01-01') + interval '1 s' AS next FROM cache_warming_jobs
                        ) AS times
                        RETURNING id
                        """)
                .param("type", jobType)
                .param("status", status)
                .query(Long.class)
                .single();
        announce(id);
        return id;
    }

    /** The job begins to run; it is to fill so many keys. */
    public void start(long id, int total) {
        transaction.executeWithoutResult(_ -> {
            run(id);
            write(id, """
                    INSERT INTO catalog_warming_runs (job_id, job_type, active, total)
                    SELECT id, job_type, false, :total FROM cache_warming_jobs WHERE id = :id
                    """, Map.of("total", total));
        });
    }

    /** The job begins to run, nobody knows with how many keys. */
    public void run(long id) {
        write(id, """
                UPDATE cache_warming_jobs SET status = 'running', started_at = now() AT TIME ZONE 'UTC' WHERE id = :id
                """, Map.of());
    }

    /** So many keys are filled. */
    public void progress(long id, int completed) {
        write(
                id,
                "UPDATE catalog_warming_runs SET completed = :completed WHERE job_id = :id",
                Map.of("completed", completed));
    }

    public void complete(long id) {
        end(id, "completed", "");
    }

    public void fail(long id, String message) {
        end(id, "failed", message);
    }

    /** The job starts, fills its keys and completes, all in one transaction. */
    public void rush(long id, int total) {
        transaction.executeWithoutResult(_ -> {
            start(id, total);
            progress(id, total);
            complete(id);
        });
    }

    private void end(long id, String status, String message) {
        write(id, """
                UPDATE cache_warming_jobs SET status = :status, error_message = nullif(:message, ''),
                  completed_at = clock_timestamp() AT TIME ZONE 'UTC' WHERE id = :id
                """, Map.of("status", status, "message", message));
    }

    private void write(long id, String statement, Map<String, Object> values) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(statement).params(values).param("id", id).update();
            announce(id);
        });
    }

    private void announce(long id) {
        if (announcing) {
            jdbc.sql("SELECT pg_notify('catalog_warming', :id)")
                    .param("id", Long.toString(id))
                    .query()
                    .singleValue();
        }
    }
}
