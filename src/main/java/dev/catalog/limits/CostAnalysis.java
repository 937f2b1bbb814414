package dev.catalog.limits;

import graphql.Directives;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out what the operations of a valid document cost: each object that they may return counts one, and a field with a
 * weight that besides, each time it is asked for.
 * <p>Each selection is looked at once for each type of object that has it, so the time taken grows with the document as it
 * is written.
 */
final class CostAnalysis {

    private static final String DIRECTIVE = "cost";
    private static final String WEIGHT = "weight";
    private static final String CONNECTION = "Connection";

    /** Which fields of a selection: of a connection, those that return the page's rows are counted by its size. */
    private enum Part {
        ALL,
        ROWS,
        REST;

        boolean contains(String field) {
            boolean isRow = field.equals("nodes") || field.equals("edges");
            return this == ALL || isRow == (this == ROWS);
        }
    }

    /** A selection as one type of object has it. */
    private record Place(SelectionSet set, GraphQLObjectType type, Part part) {}

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<Place, Cost> known = new HashMap<>();
    private int shared;

    CostAnalysis(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
        this.schema = schema;
        this.fragments = fragments;
    }

    /** How many costs are shared between places by now. */
    int shared() {
        return shared;
    }

    Cost of(OperationDefinition operation) {
        return selections(operation.getSelectionSet(), OperationRoot.of(operation, schema), Part.ALL);
    }

    private Cost selections(@Nullable SelectionSet set, GraphQLObjectType type, Part part) {
        if (set == null) {
            return Cost.NONE;
        }
        Place place = new Place(set, type, part);
        Cost cost = known.get(place);
        if (cost == null) {
            List<Cost> costs = new ArrayList<>();
            for (Selection<?> selection : set.getSelections()) {
                costs.add(selection(selection, type, part));
            }
            Cost sum = Cost.sum(costs);
            cost = sum instanceof Cost.Known ? sum : new Cost.Shared(shared++, sum);
            known.put(place, cost);
        }
        return cost;
    }

    private Cost selection(Selection<?> selection, GraphQLObjectType type, Part part) {
        return switch (selection) {
            case Field field
            when part.contains(field.getName()) -> conditional(field.getDirectives(), field(field, type, part));
            case InlineFragment inline ->
                conditional(
                        inline.getDirectives(),
                        fragment(inline.getTypeCondition(), inline.getSelectionSet(), type, part));
            case FragmentSpread spread -> conditional(spread.getDirectives(), spread(spread.getName(), type, part));
            default -> Cost.NONE;
        };
    }

    private Cost spread(String name, GraphQLObjectType type, Part part) {
        FragmentDefinition fragment = fragments.get(name);
        return fragment == null
                ? Cost.NONE
                : fragment(fragment.getTypeCondition(), fragment.getSelectionSet(), type, part);
    }

    private Cost fragment(@Nullable TypeName condition, SelectionSet set, GraphQLObjectType type, Part part) {
        return applies(condition, type) ? selections(set, type, part) : Cost.NONE;
    }

    private boolean applies(@Nullable TypeName condition, GraphQLObjectType type) {
        if (condition == null || condition.getName().equals(type.getName())) {
            return true;
        }
        return switch (schema.getType(condition.getName())) {
            case GraphQLInterfaceType wide -> schema.isPossibleType(wide, type);
            case GraphQLUnionType wide -> schema.isPossibleType(wide, type);
            case null, default -> false;
        };
    }

    private Cost field(Field field, GraphQLObjectType type, Part part) {
        if (DocumentShape.isIntrospection(field)) {
            return Cost.under(field.getResultKey(), Cost.known(1));
        }
        GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
        if (definition == null) {
            return Cost.NONE;
        }
        Cost objects = GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType returned
                ? objects(field, definition, returned, part)
                : Cost.NONE;
        return Cost.under(field.getResultKey(), Cost.sum(List.of(Cost.known(weight(definition)), objects)));
    }

    private Cost objects(Field field, GraphQLFieldDefinition definition, GraphQLCompositeType returned, Part part) {
        if (returned instanceof GraphQLObjectType connection && isConnection(connection)) {
            return Cost.sum(List.of(
                    Cost.known(1),
                    selections(field.getSelectionSet(), connection, Part.REST),
                    Cost.times(
                            Size.of(field, definition), selections(field.getSelectionSet(), connection, Part.ROWS))));
        }
        Cost each = Cost.sum(List.of(Cost.known(1), each(field.getSelectionSet(), returned)));
        // The connection knows how many rows its page has.
        boolean isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        return isList && part != Part.ROWS ? Cost.times(Size.of(field, definition), each) : each;
    }

    /** An object of an abstract type is of one of the possible types: the costliest. */
    private Cost each(@Nullable SelectionSet set, GraphQLCompositeType type) {
        return switch (type) {
            case GraphQLObjectType object -> selections(set, object, Part.ALL);
            case GraphQLInterfaceType wide -> each(set, schema.getImplementations(wide));
            case GraphQLUnionType wide -> each(set, wide.getTypes());
            default -> Cost.NONE;
        };
    }

    private Cost each(@Nullable SelectionSet set, List<? extends GraphQLNamedOutputType> types) {
        return Cost.most(types.stream()
                .map(type -> type instanceof GraphQLObjectType object ? selections(set, object, Part.ALL) : Cost.NONE)
                .toList());
    }

    private static boolean isConnection(GraphQLObjectType type) {
        return type.getName().endsWith(CONNECTION);
    }

    private static int weight(GraphQLFieldDefinition field) {
        GraphQLAppliedDirective directive = field.getAppliedDirective(DIRECTIVE);
        Integer weight =
                directive == null ? null : directive.getArgument(WEIGHT).getValue();
        return weight == null ? 0 : weight;
    }

    private static Cost conditional(List<Directive> directives, Cost cost) {
        Cost conditional = cost;
        for (Directive directive : directives) {
            boolean isSkip = directive.getName().equals(Directives.SkipDirective.getName());
            if (isSkip || directive.getName().equals(Directives.IncludeDirective.getName())) {
                Value<?> condition = directive.getArgument("if").getValue();
                if (condition instanceof BooleanValue literal && literal.isValue() == isSkip) {
                    return Cost.NONE;
                }
                if (condition instanceof VariableReference variable) {
                    conditional = Cost.given(variable.getName(), !isSkip, conditional);
                }
            }
        }
        return conditional;
    }
}
