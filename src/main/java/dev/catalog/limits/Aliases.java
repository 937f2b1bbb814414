package dev.catalog.limits;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under how many aliases an operation of a valid document asks for the same field of the same type. */
final class Aliases {

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Set<String> visited = new HashSet<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();

    Aliases(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
        this.schema = schema;
        this.fragments = fragments;
    }

    /** The field that has the most, as {@code Type.field}, and how many. */
    record Most(String field, int count) {}

    Most most(SelectionSet set, GraphQLCompositeType root) {
        collect(set, root);
        Most most = new Most("", 0);
        for (Map.Entry<String, Set<String>> field : aliases.entrySet()) {
            int count = field.getValue().size();
            if (count > most.count) {
                most = new Most(field.getKey(), count);
            }
        }
        return most;
    }

    private void collect(SelectionSet set, @Nullable GraphQLCompositeType type) {
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> collect(field, type);
                case InlineFragment inline ->
                    collect(inline.getSelectionSet(), narrowed(type, inline.getTypeCondition()));
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null && visited.add(spread.getName())) {
                        collect(fragment.getSelectionSet(), narrowed(type, fragment.getTypeCondition()));
                    }
                }
                default -> {}
            }
        }
    }

    private void collect(Field field, @Nullable GraphQLCompositeType type) {
        if (field.getAlias() != null && type != null) {
            aliases.computeIfAbsent(type.getName() + "." + field.getName(), _ -> new HashSet<>())
                    .add(field.getAlias());
        }
        if (field.getSelectionSet() == null || !(type instanceof GraphQLFieldsContainer container)) {
            return;
        }
        GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
        if (definition != null
                && GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType below) {
            collect(field.getSelectionSet(), below);
        }
    }

    private @Nullable GraphQLCompositeType narrowed(@Nullable GraphQLCompositeType type, @Nullable TypeName condition) {
        if (condition == null) {
            return type;
        }
        return schema.getType(condition.getName()) instanceof GraphQLCompositeType narrower ? narrower : null;
    }
}
