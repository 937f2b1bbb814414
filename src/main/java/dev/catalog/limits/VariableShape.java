package dev.catalog.limits;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for what is too long or nested too deep in the variables of an operation. */
record VariableShape(int maxDepth, int maxList) {

    /** The first of them; null where all keep the bounds. */
    @Nullable
    Excess excess(Map<String, Object> variables) {
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            if (isNested(variable.getValue())) {
                Excess excess = excess(variable.getKey(), variable.getValue(), 1);
                if (excess != null) {
                    return excess;
                }
            }
        }
        return null;
    }

    private @Nullable Excess excess(String path, Object value, int depth) {
        if (depth > maxDepth) {
            return new Excess(Limit.VARIABLE_DEPTH, depth, maxDepth, FieldPath.cut(path));
        }
        if (value instanceof Collection<?> list) {
            return excess(path, list, depth);
        }
        for (Map.Entry<?, ?> field : ((Map<?, ?>) value).entrySet()) {
            if (isNested(field.getValue())) {
                Excess excess = excess(path + "." + field.getKey(), field.getValue(), depth + 1);
                if (excess != null) {
                    return excess;
                }
            }
        }
        return null;
    }

    private @Nullable Excess excess(String path, Collection<?> list, int depth) {
        if (list.size() > maxList) {
            return new Excess(Limit.LIST_LENGTH, list.size(), maxList, FieldPath.cut(path));
        }
        for (Object item : list) {
            if (isNested(item)) {
                Excess excess = excess(path, item, depth + 1);
                if (excess != null) {
                    return excess;
                }
            }
        }
        return null;
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?>;
    }
}
