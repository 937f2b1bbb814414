package dev.catalog.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.LightDataFetcher;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource.SchemaResourceBuilder;
import org.springframework.stereotype.Component;

/**
 * The {@linkplain MethodFetcher direct calls} of all controllers' methods and {@linkplain ComponentFetcher of the components} of
 * records, behind the scopes that the schema demands. They go without what Spring puts around each
 * fetcher, which carries thread-locals along and adapts reactive values: they give futures, and threads of the gateway carry them along themselves.
 */
@Component
final class MethodFetchers implements GraphQlSourceBuilderCustomizer {

    private record Rewired(GraphQLSchema from, GraphQLSchema to) {}

    private final ListableBeanFactory beans;
    private final Map<FieldCoordinates, DataFetcher<?>> fetchers = new HashMap<>();
    private volatile @Nullable Rewired last;

    MethodFetchers(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void customize(SchemaResourceBuilder builder) {
        builder.typeVisitors(List.of(new Visitor()));
    }

    /** The schema as it is to be executed. */
    GraphQLSchema in(GraphQLSchema schema) {
        Rewired known = last;
        if (known == null || !known.from().equals(schema)) {
            GraphQLCodeRegistry registry =
                    schema.getCodeRegistry().transform(code -> fetchers.forEach(code::dataFetcher));
            known = new Rewired(schema, schema.transformWithoutTypes(changed -> changed.codeRegistry(registry)));
            last = known;
        }
        return known.to();
    }

    private final class Visitor extends GraphQLTypeVisitorStub {

        private final InputScopes.Reader inputs = new InputScopes.Reader();

        @Override
        public TraversalControl visitGraphQLFieldDefinition(
                GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
            if (context.getParentNode() instanceof GraphQLObjectType type) {
                DataFetcher<?> wired = context.getVarFromParents(GraphQLCodeRegistry.Builder.class)
                        .getDataFetcher(type, field);
                DataFetcher<?> fetcher = wired instanceof ScopedDataFetcher scoped ? scoped.fetcher() : wired;
                DataFetcher<?> direct = fetcher instanceof LightDataFetcher<?> properties
                        ? new ComponentFetcher(properties)
                        : MethodFetcher.of(fetcher, beans::getBean);
                if (!direct.equals(fetcher)) {
                    // Whether the scopes were put before it by now or not.
                    FieldScopes scopes = FieldScopes.of(field, inputs);
                    fetchers.put(
                            FieldCoordinates.coordinates(type, field),
                            scopes.any() ? new ScopedDataFetcher(scopes, direct) : direct);
                }
            }
            return TraversalControl.CONTINUE;
        }
    }
}
