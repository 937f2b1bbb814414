package dev.catalog.graphql;

import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import java.math.BigDecimal;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The scalars of the schema beyond GraphQL's own. */
@Component
final class ScalarWiring implements RuntimeWiringConfigurer {

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.scalar(number(ExtendedScalars.GraphQLBigDecimal, BigDecimal.class, "a decimal number"))
                .scalar(number(ExtendedScalars.GraphQLLong, Long.class, "a whole number from -2^63 to 2^63 - 1"))
                .scalar(GraphQLScalarType.newScalar()
                        .name("DateTime")
                        .coercing(new DateTimeCoercing())
                        .build());
    }

    @SuppressWarnings("unchecked") // the library's scalars are of these types
    private static <T> GraphQLScalarType number(GraphQLScalarType library, Class<T> type, String range) {
        Coercing<T, T> bounded =
                new BoundedNumberCoercing<>(library.getName(), range, type, (Coercing<T, T>) library.getCoercing());
        // Without a description of its own the scalar takes the schema's, which names the bounds.
        return library.transform(scalar -> scalar.description(null).coercing(bounded));
    }
}
