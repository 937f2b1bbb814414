package dev.catalog.contract;

import graphql.execution.DataFetcherResult;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;
import reactor.core.publisher.Flux;

/**
 * Compares schema and code where Spring's inspection does not look: nullness behind futures, in lists and of the accessors
 * of records; the components of input records; the constants of enums.
 */
final class SchemaCode {

    private final SchemaReport report;
    private final List<String> mismatches = new ArrayList<>();
    private final Set<String> compared = new TreeSet<>();
    private final Set<String> containers = new HashSet<>();

    private SchemaCode(SchemaReport report) {
        this.report = report;
    }

    static SchemaCode compare(SchemaReport report) {
        SchemaCode code = new SchemaCode(report);
        code.compareFields(report.schema().getQueryType(), null);
        code.compareFields(report.schema().getMutationType(), null);
        code.compareFields(report.schema().getSubscriptionType(), null);
        return code;
    }

    List<String> mismatches() {
        return mismatches;
    }

    /** The coordinates of the fields, arguments, input fields and enum values that were compared. */
    Set<String> compared() {
        return compared;
    }

    private void compareFields(GraphQLFieldsContainer type, @Nullable Class<?> source) {
        if (!containers.add(type.getName())) {
            return;
        }
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            String coordinate = type.getName() + "." + field.getName();
            Method method = method(type, field, source);
            if (method != null) {
                compared.add(coordinate);
                compareOutput(coordinate, field.getType(), method.getAnnotatedReturnType());
                compareArguments(coordinate, field, method);
            }
        }
    }

    private @Nullable Method method(
            GraphQLFieldsContainer type, GraphQLFieldDefinition field, @Nullable Class<?> source) {
        if (report.dataFetcher(FieldCoordinates.coordinates(type, field)) instanceof SelfDescribingDataFetcher<?> own) {
            return own.asMethod();
        }
        return source == null
                ? null
                : Arrays.stream(source.getMethods())
                        .filter(method -> method.getName().equals(field.getName()) && method.getParameterCount() == 0)
                        .findAny()
                        .orElse(null);
    }

    private void compareOutput(String coordinate, GraphQLType type, AnnotatedType given) {
        AnnotatedType java = withoutWrappers(given);
        if (type instanceof GraphQLNonNull && isNullable(java)) {
            mismatches.add(coordinate + " is never null, but its code is @Nullable");
        }
        GraphQLType nullable = nullable(type);
        if (nullable instanceof GraphQLList list && java instanceof AnnotatedParameterizedType) {
            compareOutput(coordinate, list.getWrappedType(), element(java));
        } else if (nullable instanceof GraphQLFieldsContainer fields && rawClass(java) != null) {
            compareFields(fields, rawClass(java));
        } else if (nullable instanceof GraphQLEnumType values) {
            compareEnum(values, rawClass(java));
        }
    }

    private void compareArguments(String coordinate, GraphQLFieldDefinition field, Method method) {
        for (Parameter parameter : method.getParameters()) {
            GraphQLArgument argument = field.getArgument(parameter.getName());
            if (argument != null) {
                String place = coordinate + "(" + argument.getName() + ":)";
                compareInput(place, argument.getType(), parameter.getAnnotatedType());
            }
        }
    }

    private void compareInput(String coordinate, GraphQLType type, AnnotatedType given) {
        compared.add(coordinate);
        boolean mayBeAbsent = rawClass(given) == ArgumentValue.class;
        AnnotatedType java = mayBeAbsent ? element(given) : given;
        Class<?> javaClass = rawClass(java);
        if (!(type instanceof GraphQLNonNull) && !mayBeAbsent && !isNullable(java)) {
            mismatches.add(coordinate + " may be null, but its code is not @Nullable");
        }
        GraphQLType nullable = nullable(type);
        if (nullable instanceof GraphQLList list) {
            compareInput(coordinate, list.getWrappedType(), element(java));
        } else if (nullable instanceof GraphQLInputObjectType input) {
            compareComponents(input, javaClass);
        } else if (nullable instanceof GraphQLEnumType values) {
            compareEnum(values, javaClass);
        }
    }

    private void compareComponents(GraphQLInputObjectType input, @Nullable Class<?> javaClass) {
        if (javaClass == null || !javaClass.isRecord()) {
            mismatches.add(input.getName() + " is read into no record");
            return;
        }
        for (RecordComponent component : javaClass.getRecordComponents()) {
            GraphQLInputObjectField field = input.getFieldDefinition(component.getName());
            if (field == null) {
                mismatches.add(input.getName() + " lacks " + component.getName() + ", which its record has");
            } else {
                compareInput(input.getName() + "." + field.getName(), field.getType(), component.getAnnotatedType());
            }
        }
    }

    private void compareEnum(GraphQLEnumType values, @Nullable Class<?> javaClass) {
        List<String> names = values.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .sorted()
                .toList();
        names.forEach(name -> compared.add(values.getName() + "." + name));
        List<String> constants = javaClass == null || !javaClass.isEnum()
                ? List.of()
                : Arrays.stream(javaClass.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .sorted()
                        .toList();
        if (!names.equals(constants)) {
            mismatches.add(values.getName() + " has the values " + names + ", its code " + constants);
        }
    }

    private static AnnotatedType withoutWrappers(AnnotatedType java) {
        Class<?> raw = rawClass(java);
        return raw == CompletableFuture.class || raw == DataFetcherResult.class || raw == Flux.class
                ? withoutWrappers(element(java))
                : java;
    }

    private static AnnotatedType element(AnnotatedType java) {
        return ((AnnotatedParameterizedType) java).getAnnotatedActualTypeArguments()[0];
    }

    private static GraphQLType nullable(GraphQLType type) {
        return type instanceof GraphQLNonNull nonNull ? nonNull.getWrappedType() : type;
    }

    private static boolean isNullable(AnnotatedType java) {
        return java.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Class<?> rawClass(AnnotatedType java) {
        return switch (java.getType()) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> null;
        };
    }
}
