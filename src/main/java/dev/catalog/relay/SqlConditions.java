package dev.catalog.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conditions of a WHERE clause, joined by AND, with the values of their named parameters. */
public final class SqlConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    public SqlConditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    public SqlConditions and(String condition, String parameter, Object value) {
        parameters.put(parameter, value);
        return and(condition);
    }

    public SqlConditions with(Map<String, Object> values) {
        parameters.putAll(values);
        return this;
    }

    public Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    /** The conditions as SQL; {@code true} where there are none. */
    @Override
    public String toString() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }
}
