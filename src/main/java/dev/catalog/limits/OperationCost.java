package dev.catalog.limits;

import graphql.language.Value;
import java.util.Map;

/**
 * What one operation costs, as far as its document says.
 *
 * @param most the cost whatever its variables are
 * @param aliases the field with the most aliases
 */
record OperationCost(Cost cost, int shared, long most, Aliases.Most aliases, Map<String, Value<?>> defaults) {

    /** The cost with these variables. */
    long of(Map<String, Object> variables) {
        return cost instanceof Cost.Known known ? known.amount() : cost.of(evaluation(variables));
    }

    /** The path to what costs most with these variables. */
    String costliest(Map<String, Object> variables) {
        return FieldPath.text(cost.costliest(evaluation(variables)));
    }

    private Evaluation evaluation(Map<String, Object> variables) {
        return new Evaluation(Variables.of(variables, defaults), shared);
    }
}
