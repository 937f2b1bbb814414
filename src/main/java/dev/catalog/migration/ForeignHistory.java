package dev.catalog.migration;

import static java.util.stream.Collectors.joining;

import dev.catalog.startup.Setting;
import dev.catalog.startup.StartupException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.output.ValidateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What a table of Flyway's history records otherwise than this version of the gateway has it: a migration that was
 * changed since it ran, or that is none of this version's.
 *
 * @param table the table
 * @param differences each migration and what differs in it
 */
record ForeignHistory(String table, List<String> differences) {

    private static final Setting DATASOURCE_URL = new Setting("spring.datasource.url");

    // What is only left to be done is no difference.
    private static final Set<ErrorCode> PENDING = Set.of(
            CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED,
            CoreErrorCode.RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED);

    static ForeignHistory of(Flyway flyway) {
        List<String> differences = flyway.validateWithResult().invalidMigrations.stream()
                .filter(migration -> !PENDING.contains(migration.errorDetails.errorCode))
                .map(ForeignHistory::difference)
                .toList();
        return new ForeignHistory(flyway.getConfiguration().getTable(), differences);
    }

    private static String difference(ValidateOutput migration) {
        String code = String.valueOf(migration.errorDetails.errorCode);
        return "version %s, %s"
                .formatted(migration.version, code.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Tells what differs and what to do, which depends on whether the database is embedded in a folder. */
    StartupException refusal(@Nullable Path embeddedIn, Exception cause) {
        String remedy = embeddedIn == null
                ? "Start the version that made them, or set %s to another database.".formatted(DATASOURCE_URL)
                : "Delete the folder %s: the next start makes it anew, with the sample catalog.".formatted(embeddedIn);
        return new StartupException(
                "The tables were made by another version of the gateway, says the table %s (%s). %s"
                        .formatted(table, differences.stream().collect(joining("; ")), remedy),
                cause);
    }
}
