package dev.catalog.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.schema.Coercing;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is selected of the objects of a type in one place of an operation: leaves that are read off a record, and other fields. */
final class Selection {

    /** @param leaf null where the field is none */
    private record Selected(String key, @Nullable Leaf leaf) {}

    /** Reads a field of an object, as it is in the answer. */
    private interface Leaf {

        /** Fails, however, where graphql-java would have an error to tell. */
        @Nullable
        Object read(Object source, GraphQLContext context, Locale locale) throws Exception;
    }

    private final List<Selected> all;
    private final MergedSelectionSet others;

    private Selection(List<Selected> all, MergedSelectionSet others) {
        this.all = all;
        this.others = others;
    }

    static Selection of(
            MergedSelectionSet fields,
            GraphQLObjectType type,
            GraphQLCodeRegistry fetchers,
            Function<MergedField, GraphQLFieldDefinition> definitions) {
        List<Selected> all = new ArrayList<>(fields.size());
        Map<String, MergedField> others = new LinkedHashMap<>();
        fields.getSubFields().forEach((key, field) -> {
            Leaf leaf = leaf(type, definitions.apply(field), fetchers);
            all.add(new Selected(key, leaf));
            if (leaf == null) {
                others.put(key, field);
            }
        });
        return new Selection(
                all,
                MergedSelectionSet.newMergedSelectionSet().subFields(others).build());
    }

    private static @Nullable Leaf leaf(
            GraphQLObjectType type, GraphQLFieldDefinition field, GraphQLCodeRegistry fetchers) {
        if (field.equals(Introspection.TypeNameMetaFieldDef)) {
            String name = type.getName();
            return (_, _, _) -> name;
        }
        GraphQLType of = GraphQLTypeUtil.unwrapNonNull(field.getType());
        Leaf written = fetchers.getDataFetcher(type, field) instanceof ComponentFetcher fetcher
                ? written(of, (source, _, _) -> fetcher.component(source, field.getName()))
                : null;
        return written == null || !GraphQLTypeUtil.isNonNull(field.getType()) ? written : required(written);
    }

    private static @Nullable Leaf written(GraphQLType type, Leaf component) {
        if (type instanceof GraphQLScalarType scalar) {
            Coercing<?, ?> coercing = scalar.getCoercing();
            return (source, context, locale) -> {
                Object value = component.read(source, context, locale);
                return value == null ? null : coercing.serialize(value, context, locale);
            };
        }
        if (type instanceof GraphQLEnumType choice) {
            return (source, context, locale) -> {
                Object value = component.read(source, context, locale);
                return value == null ? null : choice.serialize(value, context, locale);
            };
        }
        return null;
    }

    private static Leaf required(Leaf leaf) {
        return (source, context, locale) -> {
            Object value = leaf.read(source, context, locale);
            if (value == null) {
                throw new IllegalArgumentException("Null where there must be a value");
            }
            return value;
        };
    }

    boolean hasLeaves() {
        return others.size() < all.size();
    }

    /** The fields that are no leaves. */
    MergedSelectionSet others() {
        return others;
    }

    /** The leaves of an object, with a place for each of the other fields; null where one of them can't be read. */
    @Nullable
    Map<String, @Nullable Object> leavesOf(Object source, ExecutionContext operation) {
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(all.size());
        try {
            for (Selected field : all) {
                Leaf leaf = field.leaf();
                values.put(
                        field.key(),
                        leaf == null ? null : leaf.read(source, operation.getGraphQLContext(), operation.getLocale()));
            }
        } catch (Exception e) {
            // Told by graphql-java, which reads it again.
            return null;
        }
        return values;
    }
}
