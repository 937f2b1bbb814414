package dev.catalog.migration;

import java.util.Optional;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The extension pg_trgm, by which a search finds words with several slips. */
final class TrigramExtension {

    private static final String CREATE = "CREATE EXTENSION IF NOT EXISTS pg_trgm";

    private static final String COST = "a search corrects one slip a word and not several";

    private TrigramExtension() {}

    /** The schema where it lies, quoted where SQL wants it; empty where there is none. */
    static Optional<String> schema(JdbcClient jdbc) {
        return jdbc.sql("SELECT quote_ident(n.nspname) FROM pg_extension e"
                        + " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'")
                .query(String.class)
                .optional();
    }

    /** Creates it where it is not there; returns what is missing for that. */
    static Optional<Lack> create(JdbcClient jdbc, Rights rights) {
        if (schema(jdbc).isPresent()) {
            return Optional.empty();
        }
        if (rights.readOnly()) {
            return Optional.of(rights.obstacle(COST));
        }
        try {
            jdbc.sql(CREATE).update();
            return Optional.empty();
        } catch (DataAccessException e) {
            // Another node may have created it at the same time.
            return schema(jdbc).isPresent() ? Optional.empty() : Optional.of(lack(e));
        }
    }

    private static Lack lack(DataAccessException e) {
        String reason = String.valueOf(
                        NestedExceptionUtils.getMostSpecificCause(e).getMessage())
                .lines()
                .findFirst()
                .orElse("");
        return new Lack(
                "The extension pg_trgm is not there and can't be created (%s)".formatted(reason),
                COST,
                CREATE + "; -- as a superuser, or with the right CREATE on the database");
    }
}
