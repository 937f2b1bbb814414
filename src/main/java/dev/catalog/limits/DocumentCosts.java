package dev.catalog.limits;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operations of a valid document cost: all that can be worked out before their variables are known. */
public final class DocumentCosts {

    private final Map<String, OperationCost> operations;

    private DocumentCosts(Map<String, OperationCost> operations) {
        this.operations = operations;
    }

    public static DocumentCosts of(Document document, GraphQLSchema schema) {
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            fragments.put(fragment.getName(), fragment);
        }
        Map<String, OperationCost> operations = new HashMap<>();
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            String name = operation.getName() == null ? "" : operation.getName();
            operations.put(name, cost(operation, fragments, schema));
        }
        return new DocumentCosts(Map.copyOf(operations));
    }

    private static OperationCost cost(
            OperationDefinition operation, Map<String, FragmentDefinition> fragments, GraphQLSchema schema) {
        CostAnalysis analysis = new CostAnalysis(schema, fragments);
        Cost cost = analysis.of(operation);
        Map<String, Value<?>> defaults = new HashMap<>();
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        }
        return new OperationCost(
                cost,
                analysis.shared(),
                cost.of(new Evaluation(Variables.UNKNOWN, analysis.shared())),
                new Aliases(schema, fragments).most(operation.getSelectionSet(), OperationRoot.of(operation, schema)),
                Map.copyOf(defaults));
    }

    /** That of the operation that is asked for; null where it is not there, or not the only one that may be meant. */
    @Nullable
    OperationCost find(@Nullable String operation) {
        if (operation != null && !operation.isEmpty()) {
            return operations.get(operation);
        }
        return operations.size() == 1 ? operations.values().iterator().next() : null;
    }
}
