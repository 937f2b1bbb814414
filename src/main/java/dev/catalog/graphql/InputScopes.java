package dev.catalog.graphql;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputValueDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The scopes that a set of input values demands: the arguments of a field, or the fields of an input object. */
final class InputScopes {

    private static final InputScopes NONE = new InputScopes();

    // Filled after creation, since input types may contain themselves.
    private final Map<String, Input> inputs = new LinkedHashMap<>();

    private record Input(@Nullable String scope, InputScopes nested) {}

    boolean declaredHere() {
        return inputs.values().stream().anyMatch(input -> input.scope() != null);
    }

    boolean any() {
        return any(new HashSet<>());
    }

    private boolean any(Set<InputScopes> visited) {
        return visited.add(this)
                && inputs.values().stream()
                        .anyMatch(
                                input -> input.scope() != null || input.nested().any(visited));
    }

    /** Names each scope that these coerced values demand, after the path of the value that does, such as {@code a.b}. */
    void demand(String path, Map<?, ?> values, BiConsumer<String, String> demand) {
        inputs.forEach((name, input) -> {
            Object value = values.get(name);
            if (value != null && isGiven(value)) {
                String place = path + name;
                if (input.scope() != null) {
                    demand.accept(place, input.scope());
                }
                input.nested().demandEach(place + ".", value, demand);
            }
        });
    }

    private void demandEach(String path, Object value, BiConsumer<String, String> demand) {
        switch (value) {
            case Map<?, ?> object -> demand(path, object, demand);
            case Collection<?> list -> {
                for (Object item : list) {
                    if (item != null && isGiven(item)) {
                        demandEach(path, item, demand);
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean isGiven(Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case Collection<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** Reads the directives of a schema, each input type once. */
    static final class Reader {

        private final Map<String, InputScopes> types = new HashMap<>();

        InputScopes ofArguments(List<? extends GraphQLInputValueDefinition> arguments) {
            return arguments.isEmpty() ? NONE : fill(new InputScopes(), arguments);
        }

        private InputScopes ofType(GraphQLUnmodifiedType type) {
            if (!(type instanceof GraphQLInputObjectType object)) {
                return NONE;
            }
            InputScopes known = types.get(object.getName());
            if (known != null) {
                return known;
            }
            InputScopes scopes = new InputScopes();
            types.put(object.getName(), scopes);
            return fill(scopes, object.getFields());
        }

        private InputScopes fill(InputScopes scopes, List<? extends GraphQLInputValueDefinition> definitions) {
            for (GraphQLInputValueDefinition definition : definitions) {
                Input input = new Input(
                        FieldScopes.scopeOf(definition), ofType(GraphQLTypeUtil.unwrapAll(definition.getType())));
                if (input.scope() != null || input.nested() != NONE) {
                    scopes.inputs.put(definition.getName(), input);
                }
            }
            return scopes;
        }
    }
}
