package dev.catalog.warming;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The parts of the jobs that run, and who works on them. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class WarmingParts {

    private final JdbcClient jdbc;

    WarmingParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long jobId, int number, String region, List<String> subjects) {
        jdbc.sql("INSERT INTO catalog_warming_parts (job_id, number, region, subjects)"
                        + " VALUES (:job, :number, :region, :subjects)")
                .param("job", jobId)
                .param("number", number)
                .param("region", region)
                .param("subjects", subjects.toArray(String[]::new))
                .update();
    }

    /** Takes a part up where it was left, from whoever had it; empty where it is done, or its job does not run any more. */
    Optional<WarmingPart> take(long jobId, int number) {
        return jdbc.sql("""
                        UPDATE catalog_warming_parts AS p SET epoch = p.epoch + 1
                          FROM catalog_warming_runs AS r
                         WHERE p.job_id = :job AND p.number = :number AND NOT p.done AND r.job_id = p.job_id AND r.active
                        RETURNING p.region, p.subjects, p.completed, p.epoch""")
                .param("job", jobId)
                .param("number", number)
                .query((row, _) -> part(jobId, number, row))
                .optional();
    }

    private static WarmingPart part(long jobId, int number, ResultSet row) throws SQLException {
        return new WarmingPart(
                jobId,
                number,
                row.getString("region"),
                List.of((String[]) row.getArray("subjects").getArray()),
                row.getInt("completed"),
                row.getInt("epoch"));
    }

    /**
     * Records that so many more subjects of the part are filled. How many parts of the job are left to do then; empty, and
     * nothing recorded, where another has taken the part up since, or the job does not run any more.
     */
    Optional<Integer> advance(WarmingPart part, int by) {
        return jdbc.sql("""
                        WITH part AS (
                          UPDATE catalog_warming_parts AS p
                             SET completed = p.completed + :by, done = (p.completed + :by = cardinality(p.subjects))
                            FROM cache_warming_jobs AS j
                           WHERE p.job_id = :job AND p.number = :number AND p.epoch = :epoch AND p.completed = :completed
                             AND j.id = p.job_id AND j.status = 'running'
                          RETURNING p.done)
                        UPDATE catalog_warming_runs AS r
                           SET completed = r.completed + :by, parts_left = r.parts_left - part.done::integer
                          FROM part WHERE r.job_id = :job AND r.active
                        RETURNING r.parts_left""")
                .param("by", by)
                .param("job", part.jobId())
                .param("number", part.number())
                .param("epoch", part.epoch())
                .param("completed", part.completed())
                .query(Integer.class)
                .optional();
    }
}
