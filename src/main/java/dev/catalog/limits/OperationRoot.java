package dev.catalog.limits;

import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Objects;

/** The type that an operation of a valid document begins with. */
final class OperationRoot {

    private OperationRoot() {}

    static GraphQLObjectType of(OperationDefinition operation, GraphQLSchema schema) {
        return Objects.requireNonNull(
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                });
    }
}
