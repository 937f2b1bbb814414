package dev.catalog.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges operations by the bounds that are set. Each method returns the first that is broken, null where none is. */
@Component
public final class OperationBounds {

    private final LimitsProperties limits;
    private final VariableShape variableShape;

    public OperationBounds(LimitsProperties limits) {
        this.limits = limits;
        this.variableShape = new VariableShape(limits.maxVariableDepth(), limits.maxListLength());
    }

    /** What a document's text says. */
    public @Nullable Excess excess(String document) {
        return excess(Limit.CHARACTERS, document.length(), limits.maxCharacters());
    }

    /** What the number of a document's tokens says. */
    public @Nullable Excess excess(int tokens) {
        return excess(Limit.TOKENS, tokens, limits.maxTokens());
    }

    /** What a document says that is not validated yet: these bounds keep its validation short. */
    public @Nullable Excess excess(DocumentShape shape) {
        Reach deepest = shape.deepest();
        if (deepest.depth() > limits.maxDepth()) {
            return new Excess(Limit.DEPTH, deepest.depth(), limits.maxDepth(), FieldPath.text(deepest.deepest()));
        }
        Excess parts = excess(Limit.PARTS, shape.whole().parts(), limits.maxTokens());
        if (parts != null) {
            return parts;
        }
        Excess directives = excess(Limit.DIRECTIVES, shape.directives(), limits.maxDirectives());
        Excess rootFields = excess(Limit.ROOT_FIELDS, shape.rootFields(), limits.maxRootFields());
        if (directives != null || rootFields != null) {
            return directives != null ? directives : rootFields;
        }
        // Counted last, as it takes as long as there are parts.
        return excess(Limit.REPEATS, shape.repeats(), DocumentShape.MOST_REPEATS);
    }

    /** What an operation of a valid document says, with its variables. */
    public @Nullable Excess excess(DocumentCosts costs, @Nullable String operation, Map<String, Object> variables) {
        OperationCost cost = costs.find(operation);
        if (cost == null) {
            return null;
        }
        Aliases.Most aliases = cost.aliases();
        if (aliases.count() > limits.maxAliases()) {
            return new Excess(Limit.ALIASES, aliases.count(), limits.maxAliases(), aliases.field());
        }
        // Most operations are judged by this alone.
        if (cost.most() <= limits.maxCost()) {
            return null;
        }
        long actual = cost.of(variables);
        return actual <= limits.maxCost()
                ? null
                : new Excess(Limit.COST, actual, limits.maxCost(), cost.costliest(variables));
    }

    /** What the operation costs with its variables; 0 where there is no such operation. */
    public long cost(DocumentCosts costs, @Nullable String operation, Map<String, Object> variables) {
        OperationCost cost = costs.find(operation);
        return cost == null ? 0 : cost.of(variables);
    }

    /** What variables say, whatever their types. */
    public @Nullable Excess excess(Map<String, Object> variables) {
        return variables.isEmpty() ? null : variableShape.excess(variables);
    }

    private static @Nullable Excess excess(Limit limit, long actual, long bound) {
        return actual > bound ? new Excess(limit, actual, bound, "") : null;
    }
}
