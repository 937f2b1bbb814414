package dev.catalog.graphql;

import dev.catalog.security.Scope;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one field: its own, which is always demanded, and those of its arguments and their input fields, which
 * are demanded where a value is given.
 */
record FieldScopes(String field, @Nullable String own, InputScopes arguments) {

    private static final String DIRECTIVE = "requiresScope";
    private static final String ARGUMENT = "scope";

    static FieldScopes of(GraphQLFieldDefinition field, InputScopes.Reader inputs) {
        return new FieldScopes(field.getName(), scopeOf(field), inputs.ofArguments(field.getArguments()));
    }

    /** The scope that the element's directive names; null where it has none. */
    static @Nullable String scopeOf(GraphQLDirectiveContainer element) {
        GraphQLAppliedDirective directive = element.getAppliedDirective(DIRECTIVE);
        if (directive == null) {
            return null;
        }
        String scope = directive.getArgument(ARGUMENT).getValue();
        if (scope == null || !Scope.ALL.contains(scope)) {
            throw new IllegalStateException(
                    "@requiresScope on %s names no known scope: %s".formatted(element.getName(), scope));
        }
        return scope;
    }

    boolean declaredHere() {
        return own != null || arguments.declaredHere();
    }

    /** Whether any value of the arguments could demand a scope. */
    boolean any() {
        return own != null || arguments.any();
    }

    /** Names each scope that the field demands with these coerced arguments, after the place that demands it. */
    void demand(Map<String, Object> values, BiConsumer<String, String> demand) {
        if (own != null) {
            demand.accept(field, own);
        }
        arguments.demand("", values, demand);
    }
}
