package dev.catalog.warming;

import dev.catalog.relay.KeysetQuery;
import dev.catalog.relay.KeysetQuery.Found;
import dev.catalog.relay.Page;
import dev.catalog.relay.SqlConditions;
import dev.catalog.relay.SqlQueries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads warming jobs as they are now. Rows that are no job to the gateway are left out and {@linkplain UnknownJobs told}.
 * <p>Where the role may not have tables of its own there is no progress to read, and that is looked at anew each time.
 */
@Repository
@Transactional(readOnly = true, timeout = WarmingJobRepository.SECONDS)
class WarmingJobRepository {

    /** Longest time of one statement. */
    static final int SECONDS = 5;

    private static final String ALONE = ", cast(0 as bigint) as owner, 0 as side from ";
    private static final String SELECT = "select " + CacheWarmingJobEntity.COLUMNS + ALONE;
    private static final String WITH_PROGRESS =
            "cache_warming_jobs j left join catalog_warming_runs r on r.job_id = j.id";
    private static final String WITHOUT_PROGRESS = "cache_warming_jobs j"
            + " cross join (select cast(null as integer) as completed, cast(null as integer) as total) r";
    private static final String CAN_READ_PROGRESS = "select cast(0 as bigint), count(*)"
            + " where has_table_privilege(to_regclass('catalog_warming_runs'), 'select')";
    private static final String COUNT = "select cast(0 as bigint), count(*) from cache_warming_jobs j where ";
    private static final String NEWEST = "select coalesce(max(j.id), 0), cast(0 as bigint) from cache_warming_jobs j";
    private static final String ACTIVE = "coalesce(j.status, 'pending') in ('pending', 'running')";

    /** How many unknown rows are looked for with each page. */
    private static final int MOST_UNKNOWN = 100;

    private final SqlQueries queries;
    private final UnknownJobs unknown;
    private volatile boolean withProgress;

    WarmingJobRepository(SqlQueries queries, UnknownJobs unknown) {
        this.queries = queries;
        this.unknown = unknown;
    }

    List<CacheWarmingJob> findByIds(Collection<Long> ids) {
        return jobs(SELECT + tables() + " where j.id = any(:ids)", Map.of("ids", ids.toArray(Long[]::new)));
    }

    /** The active jobs, those that have one of these ids, and those that are newer than an id. */
    List<CacheWarmingJob> findActiveOr(Collection<Long> ids, long newerThan) {
        return jobs(
                SELECT + tables() + " where " + ACTIVE + " or j.id = any(:ids) or j.id > :newest order by j.id",
                Map.of("ids", ids.toArray(Long[]::new), "newest", newerThan));
    }

    /** The greatest id of a row; 0 where there is none. */
    long newestId() {
        return queries.counts(NEWEST, Map.of()).getFirst().id();
    }

    Page<CacheWarmingJob> findPage(CacheWarmingJobFilter.Page key) {
        tellUnknown();
        KeysetQuery<CacheWarmingJob> keyset = new KeysetQuery<>(
                CacheWarmingJobEntity.COLUMNS, tables(), key.filter().conditions(), key.request());
        return keyset.pageOf(found(keyset.sql(), keyset.parameters()));
    }

    int count(CacheWarmingJobFilter filter) {
        SqlConditions conditions = filter.conditions();
        return queries.counts(COUNT + conditions, conditions.parameters())
                .getFirst()
                .count();
    }

    // The conditions of a list leave such rows out before they come here.
    private void tellUnknown() {
        SqlConditions known = CacheWarmingJobFilter.ALL.conditions();
        jobs(
                SELECT + tables() + " where not (" + known + ") order by j.id desc limit " + MOST_UNKNOWN,
                known.parameters());
    }

    private String tables() {
        if (!withProgress) {
            withProgress =
                    queries.counts(CAN_READ_PROGRESS, Map.of()).getFirst().count() > 0;
        }
        return withProgress ? WITH_PROGRESS : WITHOUT_PROGRESS;
    }

    private List<CacheWarmingJob> jobs(String statement, Map<String, Object> values) {
        return found(statement, values).stream().map(Found::node).toList();
    }

    private List<Found<CacheWarmingJob>> found(String statement, Map<String, Object> values) {
        return queries.rows(statement, CacheWarmingJobEntity.ROW, values).stream()
                .map(row -> (Object[]) row)
                .flatMap(this::found)
                .toList();
    }

    private Stream<Found<CacheWarmingJob>> found(Object[] row) {
        WarmingJobRow found = (WarmingJobRow) row[0];
        Optional<CacheWarmingJob> job = found.job();
        if (job.isEmpty()) {
            unknown.tell(found);
        }
        return job.stream().map(known -> new Found<>(known, 0, (Long) row[1], (Integer) row[2]));
    }
}
