package dev.catalog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the data of an answer against the schema: exactly what was asked for, in its order, each of its type. */
final class AnswerCheck {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z";

    private final GraphQLSchema schema;
    private final OperationDefinition operation;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, @Nullable Object> variables;

    AnswerCheck(GraphQLSchema schema, Document document, Map<String, @Nullable Object> variables) {
        this.schema = schema;
        this.variables = variables;
        this.operation =
                document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
        this.fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity()));
    }

    /** Fails where the data is not what the operation asks for. */
    void check(JsonNode data) {
        GraphQLObjectType root = operation.getOperation() == OperationDefinition.Operation.QUERY
                ? schema.getQueryType()
                : schema.getMutationType();
        object(root, data, List.of(operation.getSelectionSet()), "");
    }

    private void value(GraphQLType type, JsonNode value, List<SelectionSet> below, String path) {
        if (type instanceof GraphQLNonNull needed) {
            assertThat(value.isNull()).as("null at %s", path).isFalse();
            value(needed.getWrappedType(), value, below, path);
        } else if (!value.isNull()) {
            some(type, value, below, path);
        }
    }

    private void some(GraphQLType type, JsonNode value, List<SelectionSet> below, String path) {
        switch (type) {
            case GraphQLList list -> {
                assertThat(value.isArray()).as("a list at %s", path).isTrue();
                value.forEach(item -> value(list.getWrappedType(), item, below, path));
            }
            case GraphQLObjectType object -> object(object, value, below, path);
            case GraphQLInterfaceType _ ->
                object(schema.getObjectType(value.at("/__typename").asString()), value, below, path);
            case GraphQLEnumType words ->
                assertThat(words.getValue(value.asString()))
                        .as("%s at %s", value, path)
                        .isNotNull();
            default ->
                assertThat(isOf(GraphQLTypeUtil.simplePrint(type), value))
                        .as("%s at %s", value, path)
                        .isTrue();
        }
    }

    private static boolean isOf(String scalar, JsonNode value) {
        return switch (scalar) {
            case "ID", "String" -> value.isString();
            case "Int" -> value.isIntegralNumber() && value.canConvertToInt();
            case "Long" -> value.isIntegralNumber() && value.canConvertToLong();
            case "Float", "BigDecimal" -> value.isNumber();
            case "Boolean" -> value.isBoolean();
            case "DateTime" -> value.isString() && value.asString().matches(TIME);
            default -> false;
        };
    }

    private void object(GraphQLObjectType type, JsonNode value, List<SelectionSet> sets, String path) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        sets.forEach(set -> collect(type, set, fields, new ArrayList<>()));
        assertThat(value.propertyNames()).as("members at %s", path).containsExactlyElementsOf(fields.keySet());
        fields.forEach((key, same) -> {
            Field field = same.getFirst();
            List<SelectionSet> below = same.stream()
                    .map(Field::getSelectionSet)
                    .filter(set -> set != null)
                    .toList();
            GraphQLType fieldType = field.getName().equals("__typename")
                    ? GraphQLNonNull.nonNull(graphql.Scalars.GraphQLString)
                    : type.getFieldDefinition(field.getName()).getType();
            value(fieldType, value.get(key), below, path + "/" + key);
        });
    }

    private void collect(
            GraphQLObjectType type, SelectionSet set, Map<String, List<Field>> fields, List<String> spread) {
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof DirectivesContainer<?> conditional && !isIncluded(conditional)) {
                continue;
            }
            switch (selection) {
                case Field field ->
                    fields.computeIfAbsent(field.getResultKey(), _ -> new ArrayList<>())
                            .add(field);
                case InlineFragment inline -> {
                    if (applies(inline.getTypeCondition(), type)) {
                        collect(type, inline.getSelectionSet(), fields, spread);
                    }
                }
                case FragmentSpread named -> {
                    FragmentDefinition fragment = fragments.get(named.getName());
                    if (fragment != null
                            && !spread.contains(named.getName())
                            && applies(fragment.getTypeCondition(), type)) {
                        spread.add(named.getName());
                        collect(type, fragment.getSelectionSet(), fields, spread);
                    }
                }
                default -> {}
            }
        }
    }

    private boolean applies(@Nullable TypeName condition, GraphQLObjectType type) {
        return condition == null
                || condition.getName().equals(type.getName())
                || type.getInterfaces().stream().anyMatch(wide -> wide.getName().equals(condition.getName()));
    }

    private boolean isIncluded(DirectivesContainer<?> conditional) {
        return conditional.getDirectives().stream()
                .allMatch(directive -> directive.getName().equals("include") == isTrue(directive));
    }

    private boolean isTrue(Directive directive) {
        Argument condition = directive.getArgument("if");
        return isTrue(condition.getValue());
    }

    private boolean isTrue(@Nullable Value<?> value) {
        return switch (value) {
            case BooleanValue literal -> literal.isValue();
            case VariableReference variable -> isTrue(variable.getName());
            case null, default -> false;
        };
    }

    private boolean isTrue(String variable) {
        if (variables.containsKey(variable)) {
            return Boolean.TRUE.equals(variables.get(variable));
        }
        return operation.getVariableDefinitions().stream()
                .filter(each -> each.getName().equals(variable))
                .map(VariableDefinition::getDefaultValue)
                .anyMatch(this::isTrue);
    }
}
