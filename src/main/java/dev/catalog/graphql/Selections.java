package dev.catalog.graphql;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.DelegatingDataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The selections of one operation, each found out once and not for each object, with what reads the fields in them. */
final class Selections {

    private record Place(MergedField field, GraphQLObjectType type) {}

    /** Puts a value in the form that it has in the answer, as {@link Selection.Part} does. */
    private interface Form {

        @Nullable
        Object of(@Nullable Object value) throws Exception;
    }

    /** The environment of a place, for one of its objects. Its DataLoaders give what is at hand. */
    private final class Sourced extends DelegatingDataFetchingEnvironment {

        private final Object source;

        Sourced(DataFetchingEnvironment place, Object source) {
            super(place);
            this.source = source;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as graphql-java has it
        public <T> T getSource() {
            return (T) source;
        }

        @Override
        public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
            return held.getDataLoader(name);
        }
    }

    private final ExecutionContext operation;
    private final BiFunction<MergedField, GraphQLObjectType, MergedSelectionSet> collector;
    private final DataLoaderRegistry held;
    private final Map<Place, Selection> known = new ConcurrentHashMap<>();

    /** @param collector finds the fields that are selected of a type in a field */
    Selections(ExecutionContext operation, BiFunction<MergedField, GraphQLObjectType, MergedSelectionSet> collector) {
        this.operation = operation;
        this.collector = collector;
        this.held = operation.getDataLoaderRegistry() instanceof OperationDataLoaders loaders
                ? loaders.held()
                : new DataLoaderRegistry();
    }

    /** What is selected of the objects of this type that the field gives. */
    Selection of(MergedField field, GraphQLObjectType type) {
        return known.computeIfAbsent(
                new Place(field, type),
                _ -> Selection.of(collector.apply(field, type), selected -> part(type, selected)));
    }

    private Selection.@Nullable Part part(GraphQLObjectType type, MergedField field) {
        GraphQLFieldDefinition definition =
                Introspection.getFieldDefinition(operation.getGraphQLSchema(), type, field.getName());
        if (definition.equals(Introspection.TypeNameMetaFieldDef)) {
            String name = type.getName();
            return _ -> name;
        }
        DataFetcher<?> fetcher = operation.getGraphQLSchema().getCodeRegistry().getDataFetcher(type, definition);
        boolean mayBeHeld = fetcher instanceof ComponentFetcher || fetcher instanceof HeldFetcher;
        Form form = mayBeHeld ? form(definition.getType(), field) : null;
        if (form == null) {
            return null;
        }
        if (fetcher instanceof ComponentFetcher components) {
            return source -> form.of(components.component(source, definition.getName()));
        }
        return held((HeldFetcher) fetcher, SingletonSupplier.of(() -> environment(type, field, definition)), form);
    }

    private Selection.Part held(HeldFetcher fetcher, Supplier<DataFetchingEnvironment> place, Form form) {
        return source -> {
            Object value = fetcher.held(new Sourced(place.get(), source));
            return HeldFetcher.ABSENT.equals(value)
                    ? value
                    : form.of(operation.getValueUnboxer().unbox(value));
        };
    }

    private DataFetchingEnvironment environment(
            GraphQLObjectType type, MergedField field, GraphQLFieldDefinition definition) {
        Map<String, Object> arguments = ValuesResolver.getArgumentValues(
                operation.getGraphQLSchema().getCodeRegistry(),
                definition.getArguments(),
                field.getArguments(),
                operation.getCoercedVariables(),
                operation.getGraphQLContext(),
                operation.getLocale());
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment(operation)
                .parentType(type)
                .fieldDefinition(definition)
                .mergedField(field)
                .arguments(arguments)
                .dataLoaderRegistry(held)
                .build();
    }

    /** Null where the type has to be found out for each object. */
    private @Nullable Form form(GraphQLType type, MergedField field) {
        if (type instanceof GraphQLNonNull required) {
            Form form = form(required.getWrappedType(), field);
            return form == null ? null : required(form);
        }
        if (type instanceof GraphQLList list) {
            Form form = form(list.getWrappedType(), field);
            return form == null ? null : value -> value == null ? null : list(value, form);
        }
        if (type instanceof GraphQLScalarType scalar) {
            Coercing<?, ?> coercing = scalar.getCoercing();
            return value -> value == null
                    ? null
                    : coercing.serialize(value, operation.getGraphQLContext(), operation.getLocale());
        }
        if (type instanceof GraphQLEnumType choice) {
            return value -> value == null
                    ? null
                    : choice.serialize(value, operation.getGraphQLContext(), operation.getLocale());
        }
        if (type instanceof GraphQLObjectType object) {
            Supplier<Selection> selection = SingletonSupplier.of(() -> of(field, object));
            return value -> value == null ? null : selection.get().whole(value);
        }
        return null;
    }

    private static Form required(Form form) {
        return value -> {
            Object written = value == null ? null : form.of(value);
            return written == null ? HeldFetcher.ABSENT : written;
        };
    }

    private static Object list(Object value, Form form) throws Exception {
        if (!(value instanceof Collection<?> items)) {
            return HeldFetcher.ABSENT;
        }
        List<@Nullable Object> list = new ArrayList<>(items.size());
        for (Object item : items) {
            Object written = form.of(item);
            if (HeldFetcher.ABSENT.equals(written)) {
                return HeldFetcher.ABSENT;
            }
            list.add(written);
        }
        return list;
    }
}
