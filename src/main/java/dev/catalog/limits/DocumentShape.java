package dev.catalog.limits;

import static java.util.Comparator.comparingLong;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the operations of a document reach, told without a schema and so before it is validated: the time that takes grows
 * with these figures, for some documents faster than they.
 * <p>Each fragment is measured once, so the time taken here grows with the document as it is written.
 */
public final class DocumentShape {

    /** How deep fragments may be spread within fragments. */
    static final int DEEPEST_NESTING = 50;

    /** How often an operation may ask for what it asks for already. */
    static final int MOST_REPEATS = 500;

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Reach> measured = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final List<OperationDefinition> operations;
    private final List<Reach> reaches = new ArrayList<>();
    private Reach whole = Reach.NONE;
    private @Nullable String circular;
    private @Nullable String outermost;

    private DocumentShape(Document document) {
        operations = document.getDefinitionsOfType(OperationDefinition.class);
        for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            fragments.putIfAbsent(fragment.getName(), fragment);
        }
        for (OperationDefinition operation : operations) {
            Reach reach = operation(operation);
            reaches.add(reach);
            whole = whole.and(reach);
        }
        // One that no operation spreads is validated too.
        for (String fragment : fragments.keySet()) {
            if (!measured.containsKey(fragment)) {
                whole = whole.and(spread(fragment));
            }
        }
    }

    public static DocumentShape of(Document document) {
        return new DocumentShape(document);
    }

    /** A fragment that contains itself; null where none does. Where one does the figures mean nothing. */
    public @Nullable String circular() {
        return circular;
    }

    /** That fragments are spread within each other deeper than can be measured; null where they are not. */
    public @Nullable Excess nesting() {
        return outermost == null ? null : new Excess(Limit.NESTING, DEEPEST_NESTING + 1L, DEEPEST_NESTING, outermost);
    }

    /** All operations, and the fragments that none of them spreads. */
    Reach whole() {
        return whole;
    }

    /** The deepest of the operations. */
    Reach deepest() {
        return reaches.stream().max(comparingLong(Reach::depth)).orElse(Reach.NONE);
    }

    /** How many directives the operation with the most of them has. */
    long directives() {
        return reaches.stream().mapToLong(Reach::directives).max().orElse(0);
    }

    /** How many fields the operation with the most of them asks the root for. */
    long rootFields() {
        long most = 0;
        for (OperationDefinition operation : operations) {
            Set<String> keys = new HashSet<>();
            collectKeys(operation.getSelectionSet(), keys, new HashSet<>());
            most = Math.max(most, keys.size());
        }
        return most;
    }

    /** How many fields the operation with the most of them asks for again. */
    long repeats() {
        return operations.stream()
                .mapToLong(operation -> Repeats.of(operation, fragments))
                .max()
                .orElse(0);
    }

    private Reach operation(OperationDefinition operation) {
        Reach reach = selections(operation.getSelectionSet()).and(directives(operation.getDirectives()));
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            reach = reach.and(Reach.of(1 + parts(variable.getDefaultValue()), 0))
                    .and(directives(variable.getDirectives()));
        }
        return reach;
    }

    private Reach selections(@Nullable SelectionSet set) {
        Reach reach = Reach.NONE;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                reach = reach.and(selection(selection));
            }
        }
        return reach;
    }

    private Reach selection(Selection<?> selection) {
        return switch (selection) {
            case Field field -> field(field);
            case InlineFragment inline ->
                selections(inline.getSelectionSet()).and(Reach.of(1, 0)).and(directives(inline.getDirectives()));
            case FragmentSpread spread ->
                spread(spread.getName()).and(Reach.of(1, 0)).and(directives(spread.getDirectives()));
            default -> Reach.of(1, 0);
        };
    }

    private Reach field(Field field) {
        Reach below = selections(field.getSelectionSet());
        // Introspection has bounds of its own, which let the whole schema through and no more.
        return (isIntrospection(field) ? below.flat() : below)
                .below(field.getResultKey())
                .and(Reach.of(1 + parts(field.getArguments()), 0))
                .and(directives(field.getDirectives()));
    }

    static boolean isIntrospection(Field field) {
        return field.getName().equals("__schema") || field.getName().equals("__type");
    }

    private Reach spread(String name) {
        FragmentDefinition fragment = fragments.get(name);
        Reach known = measured.get(name);
        if (fragment == null || known != null) {
            return known == null ? Reach.NONE : known;
        }
        if (open.contains(name)) {
            circular = FieldPath.cut(name);
            return Reach.NONE;
        }
        if (open.size() > DEEPEST_NESTING) {
            outermost = FieldPath.cut(open.iterator().next());
            return Reach.NONE;
        }
        open.add(name);
        Reach reach = selections(fragment.getSelectionSet())
                .and(directives(fragment.getDirectives()))
                .spread();
        open.remove(name);
        measured.put(name, reach);
        if (reach.nesting() > DEEPEST_NESTING) {
            outermost = FieldPath.cut(name);
        }
        return reach;
    }

    private static Reach directives(List<Directive> directives) {
        long parts = directives.size();
        for (Directive directive : directives) {
            parts += parts(directive.getArguments());
        }
        return Reach.of(parts, directives.size());
    }

    private static long parts(List<Argument> arguments) {
        long parts = 0;
        for (Argument argument : arguments) {
            parts += parts(argument.getValue());
        }
        return parts;
    }

    private static long parts(@Nullable Value<?> value) {
        return switch (value) {
            case null -> 0;
            case ArrayValue list ->
                1 + list.getValues().stream().mapToLong(DocumentShape::parts).sum();
            case ObjectValue object ->
                1
                        + object.getObjectFields().stream()
                                .mapToLong(field -> parts(field.getValue()))
                                .sum();
            default -> 1;
        };
    }

    private void collectKeys(SelectionSet set, Set<String> keys, Set<String> visited) {
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> keys.add(field.getResultKey());
                case InlineFragment inline -> collectKeys(inline.getSelectionSet(), keys, visited);
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null && visited.add(spread.getName())) {
                        collectKeys(fragment.getSelectionSet(), keys, visited);
                    }
                }
                default -> {}
            }
        }
    }
}
