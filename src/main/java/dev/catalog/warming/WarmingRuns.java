package dev.catalog.warming;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The states of the jobs that the gateway runs. Each transition is one guarded change: where the job is in no state for it
 * any more, nothing changes and the caller is told so. Who changes a job holds its row in {@code catalog_warming_runs} first.
 * <p>Times are those of the database, the one clock that all nodes and the Rails application share. Every change is announced.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class WarmingRuns {

    /** The channel on which changes are announced; the payload is the job's id. */
    static final String CHANNEL = "catalog_warming";

    private static final String NOW = "(clock_timestamp() AT TIME ZONE 'UTC')";

    private final JdbcClient jdbc;

    WarmingRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new job of the type, or empty where one is active. Waits for who is just about to begin or to end one. */
    Optional<Long> begin(CacheWarmingJobType type) {
        Optional<Long> begun =
                jdbc.sql("""
                        INSERT INTO catalog_warming_runs (job_id, job_type)
                        VALUES (nextval(pg_get_serial_sequence('cache_warming_jobs', 'id')), :type)
                        ON CONFLICT DO NOTHING RETURNING job_id""").param("type", type.column()).query(Long.class).optional();
        begun.ifPresent(id -> {
            jdbc.sql("INSERT INTO cache_warming_jobs (id, job_type, status, created_at, updated_at)"
                            + " SELECT :id, :type, 'pending', t.now, t.now FROM (SELECT " + NOW + " AS now) AS t")
                    .param("id", id)
                    .param("type", type.column())
                    .update();
            announce(id);
        });
        return begun;
    }

    /** The active job of the type, where there is one. */
    Optional<Long> active(CacheWarmingJobType type) {
        return jdbc.sql("SELECT job_id FROM catalog_warming_runs WHERE job_type = :type AND active")
                .param("type", type.column())
                .query(Long.class)
                .optional();
    }

    /** Makes pending jobs that somebody else inserted the gateway's own, as far as none of their type is active. */
    List<Long> adopt() {
        return jdbc.sql("""
                        INSERT INTO catalog_warming_runs (job_id, job_type)
                        SELECT DISTINCT ON (j.job_type) j.id, j.job_type FROM cache_warming_jobs AS j
                         WHERE coalesce(j.status, 'pending') = 'pending' AND j.job_type IN (:types)
                           AND NOT EXISTS (SELECT FROM catalog_warming_runs AS r WHERE r.job_id = j.id)
                           AND NOT EXISTS (SELECT FROM catalog_warming_runs AS r WHERE r.job_type = j.job_type AND r.active)
                         ORDER BY j.job_type, j.created_at, j.id
                        ON CONFLICT DO NOTHING RETURNING job_id""")
                .param("types", CacheWarmingJobType.columns())
                .query(Long.class)
                .list();
    }

    /** From pending to running, with so much to do; false where the job isn't pending any more. */
    boolean start(long jobId, int total, int parts) {
        boolean held = jdbc.sql("""
                        UPDATE catalog_warming_runs SET total = :total, parts_left = :parts
                         WHERE job_id = :id AND active AND total IS NULL""")
                        .param("id", jobId)
                        .param("total", total)
                        .param("parts", parts)
                        .update()
                == 1;
        boolean started = held
                && jdbc.sql("UPDATE cache_warming_jobs SET status = 'running', started_at = " + NOW + ", updated_at = "
                                        + NOW
                                        + ", completed_at = NULL, error_message = NULL"
                                        + " WHERE id = :id AND coalesce(status, 'pending') = 'pending'")
                                .param("id", jobId)
                                .update()
                        == 1;
        if (started) {
            announce(jobId);
        } else if (held) {
            release(jobId);
        }
        return started;
    }

    /** From running to completed, where nothing is left to do. */
    boolean complete(long jobId) {
        boolean held = jdbc.sql("UPDATE catalog_warming_runs SET active = false"
                                + " WHERE job_id = :id AND active AND parts_left = 0")
                        .param("id", jobId)
                        .update()
                == 1;
        boolean completed = held && finish(jobId, "status = 'running'", CacheWarmingJobStatus.COMPLETED, null);
        if (held) {
            deleteParts(jobId);
        }
        return completed;
    }

    /**
     * From pending or running to failed, whoever runs it. False where the job has ended or there is none.
     *
     * @param message why, in plain words
     */
    boolean fail(long jobId, String message) {
        release(jobId);
        return finish(
                jobId, "coalesce(status, 'pending') IN ('pending', 'running')", CacheWarmingJobStatus.FAILED, message);
    }

    private boolean finish(long jobId, String condition, CacheWarmingJobStatus status, @Nullable String message) {
        boolean finished =
                jdbc.sql("UPDATE cache_warming_jobs SET status = :status, completed_at = " + NOW + ", updated_at = "
                                        + NOW + ", error_message = :message WHERE id = :id AND " + condition)
                                .param("id", jobId)
                                .param("status", status.column())
                                .param("message", message)
                                .update()
                        == 1;
        if (finished) {
            announce(jobId);
        }
        return finished;
    }

    /** How a job stands; empty where there is none. */
    Optional<CacheWarmingJobStatus> status(long jobId) {
        return jdbc.sql("SELECT coalesce(status, 'pending') FROM cache_warming_jobs WHERE id = :id")
                .param("id", jobId)
                .query(String.class)
                .optional()
                .flatMap(CacheWarmingJobStatus::ofColumn);
    }

    /** The type of a job; empty where there is none, or its type is none the gateway knows. */
    Optional<CacheWarmingJobType> type(long jobId) {
        return jdbc.sql("SELECT job_type FROM cache_warming_jobs WHERE id = :id")
                .param("id", jobId)
                .query(String.class)
                .optional()
                .flatMap(CacheWarmingJobType::ofColumn);
    }

    /** How far a job has come; empty where it has not started, or the gateway did not run it. */
    Optional<CacheWarmingProgress> progress(long jobId) {
        return jdbc.sql("SELECT completed, total FROM catalog_warming_runs WHERE job_id = :id AND total IS NOT NULL")
                .param("id", jobId)
                .query(CacheWarmingProgress.class)
                .optional();
    }

    /** Lets go of jobs that somebody else has ended, or that no execution backs any more: they are active no longer. */
    int releaseAbandoned() {
        List<Long> abandoned = jdbc.sql("""
                        SELECT r.job_id FROM catalog_warming_runs AS r
                         WHERE r.active
                           AND (NOT EXISTS (SELECT FROM cache_warming_jobs AS j
                                             WHERE j.id = r.job_id
                                               AND coalesce(j.status, 'pending')
                                                   = CASE WHEN r.total IS NULL THEN 'pending' ELSE 'running' END)
                                OR NOT EXISTS (SELECT FROM catalog_warming_tasks AS t
                                                WHERE t.task_name IN (:tasks) AND t.task_instance LIKE r.job_id || '/%'))
                           FOR UPDATE SKIP LOCKED""")
                .param("tasks", WarmingTasks.NAMES)
                .query(Long.class)
                .list();
        abandoned.forEach(this::release);
        return abandoned.size();
    }

    /** Deletes jobs that the gateway ran and that ended so long ago, and what is kept of jobs that are gone. */
    int prune(Duration retention) {
        int pruned = jdbc.sql("DELETE FROM cache_warming_jobs AS j USING catalog_warming_runs AS r"
                        + " WHERE r.job_id = j.id AND NOT r.active AND j.status IN ('completed', 'failed')"
                        + " AND j.completed_at < " + NOW + " - make_interval(secs => :seconds)")
                .param("seconds", retention.toMillis() / 1e3)
                .update();
        jdbc.sql("""
                        DELETE FROM catalog_warming_runs AS r
                         WHERE NOT r.active AND NOT EXISTS (SELECT FROM cache_warming_jobs AS j WHERE j.id = r.job_id)""").update();
        return pruned;
    }

    private void release(long jobId) {
        jdbc.sql("UPDATE catalog_warming_runs SET active = false WHERE job_id = :id AND active")
                .param("id", jobId)
                .update();
        deleteParts(jobId);
    }

    private void deleteParts(long jobId) {
        jdbc.sql("DELETE FROM catalog_warming_parts WHERE job_id = :id")
                .param("id", jobId)
                .update();
    }

    void announce(long jobId) {
        jdbc.sql("SELECT pg_notify('" + CHANNEL + "', :id)")
                .param("id", Long.toString(jobId))
                .query()
                .singleRow();
    }
}
