package dev.catalog.fuzz;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes valid operations by chance, out of all that the schema has. */
final class Operations {

    private static final int DEEPEST = 5;
    private static final int MOST_FRAGMENTS = 3;

    private final GraphQLSchema schema;
    private final Dice dice;
    private final Values values;

    // Of the operation that is being made.
    private final Map<String, String> declarations = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> variables = new HashMap<>();
    private final Map<String, List<String>> fragments = new HashMap<>();
    private final StringBuilder definitions = new StringBuilder();
    private int names;

    Operations(GraphQLSchema schema, Dice dice, Values values) {
        this.schema = schema;
        this.dice = dice;
        this.values = values;
    }

    Operation query() {
        return operation("query", schema.getQueryType(), 1 + dice.below(3));
    }

    Operation mutation() {
        return operation("mutation", schema.getMutationType(), 1 + dice.below(2));
    }

    private Operation operation(String kind, GraphQLObjectType root, int fields) {
        declarations.clear();
        variables.clear();
        fragments.clear();
        definitions.setLength(0);
        names = 0;
        StringBuilder selections = new StringBuilder();
        for (int i = 0; i < fields; i++) {
            selections.append(rootField(root)).append(',');
        }
        String declared = declarations.isEmpty() ? "" : "(%s) ".formatted(String.join(", ", declarations.values()));
        String document = "%s Fuzzed %s{%s}%s".formatted(kind, declared, selections, definitions);
        return new Operation(document, new LinkedHashMap<>(variables));
    }

    /** Within fragments too. */
    private String rootField(GraphQLObjectType root) {
        String field = field(dice.one(root.getFieldDefinitions()), 1);
        return dice.chance(10) ? "... on %s %s{%s}".formatted(root.getName(), condition(), field) : field;
    }

    private String selections(GraphQLCompositeType type, int depth) {
        StringBuilder selections = new StringBuilder("{");
        // Tells who checks the answer what they look at.
        selections.append(type instanceof GraphQLInterfaceType || dice.chance(10) ? "__typename " : "");
        int times = 1 + dice.below(5);
        for (int i = 0; i < times; i++) {
            selections.append(selection(type, depth)).append(' ');
        }
        return selections.append('}').toString();
    }

    private String selection(GraphQLCompositeType type, int depth) {
        int kind = dice.below(100);
        if (kind < 8) {
            return "...%s %s".formatted(fragment(type, depth), condition());
        }
        if (kind < 18 || (type instanceof GraphQLInterfaceType && kind < 60)) {
            GraphQLCompositeType narrower = narrower(type);
            String on =
                    type instanceof GraphQLObjectType && dice.chance(30) ? "" : "on %s ".formatted(narrower.getName());
            return "... %s%s%s".formatted(on, condition(), selections(narrower, depth + 1));
        }
        List<GraphQLFieldDefinition> fields = fields(type).stream()
                .filter(field -> depth < DEEPEST || isLeaf(field))
                .toList();
        return fields.isEmpty() ? "__typename" : field(dice.one(fields), depth);
    }

    private GraphQLCompositeType narrower(GraphQLCompositeType type) {
        return type instanceof GraphQLInterfaceType wide ? dice.one(schema.getImplementations(wide)) : type;
    }

    private static List<GraphQLFieldDefinition> fields(GraphQLCompositeType type) {
        return type instanceof GraphQLInterfaceType wide
                ? wide.getFieldDefinitions()
                : ((GraphQLObjectType) type).getFieldDefinitions();
    }

    private static boolean isLeaf(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
    }

    private String fragment(GraphQLCompositeType type, int depth) {
        List<String> known = fragments.computeIfAbsent(type.getName(), _ -> new ArrayList<>());
        if (!known.isEmpty() && (dice.chance(50) || known.size() >= MOST_FRAGMENTS)) {
            return dice.one(known);
        }
        String name = "F" + names++;
        String body = selections(type, depth + 1);
        definitions.append(" fragment %s on %s %s".formatted(name, type.getName(), body));
        known.add(name);
        return name;
    }

    /** A field that has arguments bears a name of its own: two such could not be merged. */
    private String field(GraphQLFieldDefinition field, int depth) {
        String arguments = arguments(field);
        String alias = !arguments.isEmpty() || dice.chance(15) ? "a%d: ".formatted(names++) : "";
        GraphQLUnmodifiedType type = GraphQLTypeUtil.unwrapAll(field.getType());
        String below = type instanceof GraphQLCompositeType composite ? selections(composite, depth + 1) : "";
        return "%s%s%s %s%s".formatted(alias, field.getName(), arguments, condition(), below);
    }

    private String arguments(GraphQLFieldDefinition field) {
        List<String> arguments = new ArrayList<>();
        for (GraphQLArgument argument : field.getArguments()) {
            boolean isNeeded = argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue();
            if (isNeeded || dice.chance(argument.getName().equals("last") ? 10 : 35)) {
                arguments.add("%s: %s".formatted(argument.getName(), value(argument)));
            }
        }
        return arguments.isEmpty() ? "" : "(%s)".formatted(String.join(", ", arguments));
    }

    private String value(GraphQLArgument argument) {
        return dice.chance(50)
                ? variable(argument.getType(), argument.getName(), argument.hasSetDefaultValue())
                : Literals.of(values.of(argument.getType(), argument.getName(), true));
    }

    /** A variable of the type; where what it is for has a default it may be null, whatever the type says. */
    private String variable(GraphQLType type, String name, boolean hasDefault) {
        String variable = "$v" + names++;
        GraphQLType declared = hasDefault && dice.chance(50) ? GraphQLTypeUtil.unwrapNonNull(type) : type;
        boolean isNeeded = declared instanceof GraphQLNonNull;
        String fallback = dice.chance(20)
                ? "= %s"
                        .formatted(Literals.of(
                                values.of(isNeeded ? declared : GraphQLNonNull.nonNull(declared), name, true)))
                : "";
        declarations.put(variable, "%s: %s %s".formatted(variable, GraphQLTypeUtil.simplePrint(declared), fallback));
        boolean mayLack = !isNeeded || !fallback.isEmpty();
        if (!mayLack || dice.chance(85)) {
            variables.put(variable.substring(1), values.of(declared, name, false));
        }
        return variable;
    }

    private String condition() {
        if (!dice.chance(6)) {
            return "";
        }
        String flag = dice.chance(50)
                ? Boolean.toString(dice.chance(50))
                : variable(GraphQLNonNull.nonNull(Scalars.GraphQLBoolean), "if", false);
        return "@%s(if: %s) ".formatted(dice.chance(50) ? "skip" : "include", flag);
    }
}
