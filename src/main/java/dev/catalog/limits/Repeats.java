package dev.catalog.limits;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the fields that an operation asks for again, in the same place and under the same name. They are merged for each object
 * that is returned, which takes time that is quadratic in their number.
 */
final class Repeats {

    private final Map<String, FragmentDefinition> fragments;
    private long count;

    private Repeats(Map<String, FragmentDefinition> fragments) {
        this.fragments = fragments;
    }

    static long of(OperationDefinition operation, Map<String, FragmentDefinition> fragments) {
        Repeats repeats = new Repeats(fragments);
        repeats.count(List.of(operation.getSelectionSet()));
        return repeats.count;
    }

    /** Counts among what is asked of one object, and of those below it. */
    private void count(List<SelectionSet> sets) {
        Map<String, List<SelectionSet>> below = new LinkedHashMap<>();
        Set<String> spread = new HashSet<>();
        for (SelectionSet set : sets) {
            collect(set, below, spread);
        }
        below.values().forEach(this::count);
    }

    private void collect(SelectionSet set, Map<String, List<SelectionSet>> below, Set<String> spread) {
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> collect(field, below);
                case InlineFragment inline -> collect(inline.getSelectionSet(), below, spread);
                case FragmentSpread named -> {
                    FragmentDefinition fragment = fragments.get(named.getName());
                    if (fragment != null && spread.add(named.getName())) {
                        collect(fragment.getSelectionSet(), below, spread);
                    }
                }
                default -> {}
            }
        }
    }

    private void collect(Field field, Map<String, List<SelectionSet>> below) {
        List<SelectionSet> known = below.get(field.getResultKey());
        if (known == null) {
            known = new ArrayList<>();
            below.put(field.getResultKey(), known);
        } else {
            count++;
        }
        if (field.getSelectionSet() != null) {
            known.add(field.getSelectionSet());
        }
    }
}
