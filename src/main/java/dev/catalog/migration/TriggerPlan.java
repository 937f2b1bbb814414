package dev.catalog.migration;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to be done so that changes of the catalog are recorded.
 *
 * @param creatable the missing triggers that can be created
 * @param lacks why changes can't be followed
 */
record TriggerPlan(List<TriggerDefinition> creatable, List<Lack> lacks) {

    /** Where changes are not to be followed. */
    static final TriggerPlan NONE = new TriggerPlan(List.of(), List.of());

    private static final String COST = "changes are not followed and cached answers live for their time to live";

    TriggerPlan {
        creatable = List.copyOf(creatable);
        lacks = List.copyOf(lacks);
    }

    static TriggerPlan of(JdbcClient jdbc, Rights rights) {
        List<Lack> lacks = new ArrayList<>();
        boolean recordable = mayRecord(jdbc, rights, lacks);
        List<TriggerDefinition> missing = TriggerDefinition.missing(jdbc);
        if (rights.readOnly()) {
            if (!missing.isEmpty()) {
                lacks.add(rights.obstacle(COST));
            }
            return new TriggerPlan(List.of(), lacks);
        }
        List<String> refused = withoutTriggerRight(jdbc, tables(missing));
        if (!refused.isEmpty()) {
            lacks.add(new Lack(
                    "The role %s may not create triggers on %s".formatted(rights.role(), String.join(", ", refused)),
                    COST,
                    "GRANT TRIGGER ON %s TO %s;".formatted(String.join(", ", refused), rights.role())));
        }
        List<TriggerDefinition> disabled = TriggerDefinition.disabled(jdbc);
        if (!disabled.isEmpty()) {
            lacks.add(new Lack(
                    "Triggers of the change feed are disabled",
                    COST,
                    disabled.stream()
                            .map(trigger ->
                                    "ALTER TABLE %s ENABLE TRIGGER %s;".formatted(trigger.table(), trigger.name()))
                            .collect(joining("\n"))));
        }
        return new TriggerPlan(recordable && refused.isEmpty() ? missing : List.of(), lacks);
    }

    /** Whether there is a log, and functions that this role may put on a table. */
    private static boolean mayRecord(JdbcClient jdbc, Rights rights, List<Lack> lacks) {
        boolean there = jdbc.sql("SELECT to_regclass('catalog_changes') IS NOT NULL")
                .query(Boolean.class)
                .single();
        if (!there) {
            lacks.add(
                    rights.mayChange()
                            ? new Lack(
                                    "The table catalog_changes is gone",
                                    COST,
                                    "DELETE FROM catalog_gateway_migrations WHERE version = '2'; -- and start again")
                            : rights.obstacle(COST));
            return false;
        }
        List<String> functions = jdbc.sql("""
                        SELECT f.name FROM unnest(:functions) AS f(name)
                        WHERE NOT coalesce(has_function_privilege(to_regprocedure(f.name), 'EXECUTE'), false)""")
                .param("functions", new String[] {
                    "catalog_record_insert()",
                    "catalog_record_update()",
                    "catalog_record_delete()",
                    "catalog_record_truncate()"
                })
                .query(String.class)
                .list();
        if (!functions.isEmpty() && !TriggerDefinition.missing(jdbc).isEmpty()) {
            lacks.add(new Lack(
                    "The role %s may not create triggers with the functions of the change feed"
                            .formatted(rights.role()),
                    COST,
                    "GRANT EXECUTE ON FUNCTION %s TO %s;".formatted(String.join(", ", functions), rights.role())));
        }
        return functions.isEmpty();
    }

    private static List<String> tables(List<TriggerDefinition> triggers) {
        return triggers.stream().map(TriggerDefinition::table).distinct().toList();
    }

    private static List<String> withoutTriggerRight(JdbcClient jdbc, List<String> tables) {
        return jdbc.sql("SELECT t.name FROM unnest(:tables) AS t(name)"
                        + " WHERE NOT has_table_privilege(t.name, 'TRIGGER') ORDER BY t.name")
                .param("tables", tables.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
