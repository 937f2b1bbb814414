package dev.catalog.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.List;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource.SchemaResourceBuilder;
import org.springframework.stereotype.Component;

/** Puts the scopes that {@code @requiresScope} declares before the data fetchers; fields without one are left alone. */
@Component
final class ScopeWiring implements GraphQlSourceBuilderCustomizer {

    @Override
    public void customize(SchemaResourceBuilder builder) {
        builder.typeVisitors(List.of(new Visitor()));
    }

    private static final class Visitor extends GraphQLTypeVisitorStub {

        private final InputScopes.Reader inputs = new InputScopes.Reader();

        @Override
        public TraversalControl visitGraphQLFieldDefinition(
                GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
            GraphQLSchemaElement parent = context.getParentNode();
            FieldScopes scopes = FieldScopes.of(field, inputs);
            if (parent instanceof GraphQLInterfaceType type && scopes.declaredHere()) {
                throw new IllegalStateException("@requiresScope has no effect on an interface; it is on %s.%s"
                        .formatted(type.getName(), field.getName()));
            }
            if (parent instanceof GraphQLObjectType type && scopes.any()) {
                GraphQLCodeRegistry.Builder registry = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
                DataFetcher<?> fetcher = registry.getDataFetcher(type, field);
                registry.dataFetcher(type, field, new ScopedDataFetcher(scopes, fetcher));
            }
            return TraversalControl.CONTINUE;
        }
    }
}
