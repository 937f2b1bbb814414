package dev.catalog.warming;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of jobs, read and written as the Rails application and an operator's console do. */
final class WarmingRows {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    WarmingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes every job and what belongs to it, once none is worked on. */
    void clear() {
        jdbc.sql("UPDATE cache_warming_jobs SET status = 'failed' WHERE status IN ('pending', 'running')")
                .update();
        await("no part is worked on")
                .atMost(PATIENCE)
                .until(() -> count("catalog_warming_tasks WHERE task_name IN ('start-warming', 'warm-part')") == 0);
        jdbc.sql("TRUNCATE cache_warming_jobs, catalog_warming_runs, catalog_warming_parts")
                .update();
    }

    /** Inserts a row as Rails does; the id. */
    long insert(@Nullable String type, @Nullable String status) {
        return jdbc.sql("INSERT INTO cache_warming_jobs (job_type, status, created_at, updated_at)"
                        + " VALUES (:type, :status, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC') RETURNING id")
                .param("type", type)
                .param("status", status)
                .query(Long.class)
                .single();
    }

    /** Writes the status as Rails does, whatever it was. */
    void mark(long id, String status) {
        jdbc.sql("UPDATE cache_warming_jobs SET status = :status WHERE id = :id")
                .param("status", status)
                .param("id", id)
                .update();
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    String status(long id) {
        return String.valueOf(row(id).get("status"));
    }

    /** The columns of the job's row, with those of its run: {@code active, total, completed}. */
    Map<String, @Nullable Object> row(long id) {
        return jdbc.sql("SELECT j.*, r.active, r.total, r.completed FROM cache_warming_jobs AS j"
                        + " LEFT JOIN catalog_warming_runs AS r ON r.job_id = j.id WHERE j.id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    List<Long> ids() {
        return jdbc.sql("SELECT id FROM cache_warming_jobs ORDER BY id")
                .query(Long.class)
                .list();
    }

    int count(String tableAndCondition) {
        return jdbc.sql("SELECT count(*) FROM " + tableAndCondition)
                .query(Integer.class)
                .single();
    }

    void awaitStatus(long id, String status) {
        await("job " + id + " is " + status).atMost(PATIENCE).until(() -> status(id), status::equals);
    }
}
