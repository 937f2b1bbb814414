package dev.catalog.warming;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a job from its trigger to its end on the calling thread, in a gateway whose scheduler does nothing. */
public final class JobRun {

    private final WarmingJobs jobs;
    private final JobStart jobStart;
    private final PartWork partWork;
    private final JdbcClient jdbc;

    JobRun(WarmingJobs jobs, JobStart jobStart, PartWork partWork, JdbcClient jdbc) {
        this.jobs = jobs;
        this.jobStart = jobStart;
        this.partWork = partWork;
        this.jdbc = jdbc;
    }

    /** Runs a job of the type; its status then. */
    public String run(CacheWarmingJobType type) {
        long job = jobs.warm(type).jobId();
        jobStart.start(job);
        jdbc.sql("SELECT number FROM catalog_warming_parts WHERE job_id = :job ORDER BY number")
                .param("job", job)
                .query(Integer.class)
                .list()
                .forEach(number -> work(job, number));
        return jdbc.sql("SELECT status FROM cache_warming_jobs WHERE id = :job")
                .param("job", job)
                .query(String.class)
                .single();
    }

    private void work(long job, int number) {
        PartWork.Outcome outcome;
        do {
            outcome = partWork.run(job, number, () -> false);
        } while (outcome == PartWork.Outcome.LEFT);
    }
}
