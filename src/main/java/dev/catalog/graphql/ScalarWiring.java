package dev.catalog.graphql;

import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The scalars of the schema beyond GraphQL's own. */
@Component
final class ScalarWiring implements RuntimeWiringConfigurer {

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.scalar(number(ExtendedScalars.GraphQLBigDecimal, "a decimal number"))
                .scalar(number(ExtendedScalars.GraphQLLong, "a whole number from -2^63 to 2^63 - 1"))
                .scalar(GraphQLScalarType.newScalar()
                        .name("DateTime")
                        .coercing(new DateTimeCoercing())
                        .build());
    }

    private static GraphQLScalarType number(GraphQLScalarType library, String range) {
        Coercing<?, ?> bounded = bounded(library.getName(), range, library.getCoercing());
        // Without a description of its own the scalar takes the schema's, which names the bounds.
        return library.transform(scalar -> scalar.description(null).coercing(bounded));
    }

    @SuppressWarnings("unchecked")
    private static Coercing<?, ?> bounded(String name, String range, Coercing<?, ?> delegate) {
        return new BoundedNumberCoercing<>(name, range, (Coercing<Object, Object>) delegate);
    }
}
