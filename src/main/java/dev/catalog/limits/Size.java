package dev.catalog.limits;

import dev.catalog.relay.ConnectionArguments;
import dev.catalog.relay.IdList;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many items a field returns at most. */
sealed interface Size {

    long LARGEST_PAGE = ConnectionArguments.LARGEST_PAGE_SIZE;
    long LONGEST_LIST = IdList.LARGEST;

    /** Of a list that nothing says the size of. */
    Size UNSAID = new Known(10);

    long of(Variables variables);

    /** What the field's arguments say: a page size, or a list of which each item is answered. */
    static Size of(Field field, GraphQLFieldDefinition definition) {
        if (definition.getArgument("first") != null) {
            return page(field, definition);
        }
        for (GraphQLArgument argument : definition.getArguments()) {
            if (GraphQLTypeUtil.unwrapNonNull(argument.getType()) instanceof GraphQLList) {
                return list(value(field, argument.getName()));
            }
        }
        return UNSAID;
    }

    private static Size page(Field field, GraphQLFieldDefinition definition) {
        List<String> variables = new ArrayList<>();
        for (String argument : List.of("first", "last")) {
            Value<?> value = value(field, argument);
            if (value instanceof IntValue size) {
                return page(variables, page(size.getValue()));
            }
            if (value instanceof VariableReference variable) {
                variables.add(variable.getName());
            }
        }
        return page(variables, defaultPage(definition.getArgument("first")));
    }

    private static Size page(List<String> variables, long unsaid) {
        return variables.isEmpty() ? new Known(unsaid) : new Page(List.copyOf(variables), unsaid);
    }

    private static long defaultPage(GraphQLArgument first) {
        return first.hasSetDefaultValue() && first.getArgumentDefaultValue().getValue() instanceof IntValue size
                ? page(size.getValue())
                : ConnectionArguments.DEFAULT_PAGE_SIZE;
    }

    private static Size list(@Nullable Value<?> value) {
        return switch (value) {
            case null -> UNSAID;
            case NullValue _ -> UNSAID;
            case VariableReference variable -> new ListOf(variable.getName());
            case ArrayValue list -> new Known(list(list.getValues().size()));
            default -> new Known(1);
        };
    }

    private static @Nullable Value<?> value(Field field, String argument) {
        for (Argument given : field.getArguments()) {
            if (given.getName().equals(argument)) {
                return given.getValue();
            }
        }
        return null;
    }

    /** One that is out of bounds is refused later, and returns nothing. */
    static long page(long size) {
        return Math.clamp(size, 0, LARGEST_PAGE);
    }

    static long page(BigInteger size) {
        return size.bitLength() < Integer.SIZE ? page(size.intValue()) : LARGEST_PAGE;
    }

    static long list(long length) {
        return Math.min(length, LONGEST_LIST);
    }

    record Known(long size) implements Size {

        @Override
        public long of(Variables variables) {
            return size;
        }
    }

    /** The first of the variables that is given. */
    record Page(List<String> variables, long unsaid) implements Size {

        @Override
        public long of(Variables values) {
            for (String variable : variables) {
                Long size = values.pageSize(variable);
                if (size != null) {
                    return size;
                }
            }
            return unsaid;
        }
    }

    record ListOf(String variable) implements Size {

        @Override
        public long of(Variables variables) {
            return variables.length(variable);
        }
    }
}
