package dev.catalog.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A trigger that records changes of one of the catalog's tables.
 *
 * @param name the trigger, unique on its table
 * @param table the table it is on
 * @param sql the statement that creates it
 */
record TriggerDefinition(String name, String table, String sql) {

    private static final SqlFile FILE = new SqlFile("/db/triggers.sql");

    private static final Pattern STATEMENT =
            Pattern.compile("CREATE TRIGGER (\\w+) AFTER \\w+ ON (\\w+)\\b.*", Pattern.DOTALL);

    /** All triggers, those of a table one after the other. */
    static List<TriggerDefinition> all() {
        return FILE.statements().stream().map(TriggerDefinition::parse).toList();
    }

    /** Those that are not there; one that is there and disabled is not missing. */
    static List<TriggerDefinition> missing(JdbcClient jdbc) {
        return without(all(), jdbc, "true");
    }

    /** Those that are there and were disabled. */
    static List<TriggerDefinition> disabled(JdbcClient jdbc) {
        List<TriggerDefinition> missing = missing(jdbc);
        return without(all(), jdbc, "tgenabled IN ('O', 'A')").stream()
                .filter(trigger -> !missing.contains(trigger))
                .toList();
    }

    private static List<TriggerDefinition> without(
            List<TriggerDefinition> triggers, JdbcClient jdbc, String condition) {
        List<String> there = jdbc.sql("""
                        SELECT t.name || '.' || tgname FROM unnest(ARRAY['categories', 'products']) AS t(name)
                        JOIN pg_trigger ON tgrelid = to_regclass(t.name) WHERE NOT tgisinternal AND\s""" + condition).query(String.class).list();
        return triggers.stream()
                .filter(trigger -> !there.contains(trigger.table() + "." + trigger.name()))
                .toList();
    }

    private static TriggerDefinition parse(String sql) {
        Matcher statement = STATEMENT.matcher(sql);
        if (!statement.matches()) {
            throw new IllegalStateException("%s: not the creation of a trigger: %s".formatted(FILE.name(), sql));
        }
        return new TriggerDefinition(statement.group(1), statement.group(2), sql);
    }
}
