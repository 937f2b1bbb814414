package dev.catalog.migration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to be done about the indexes that are not there.
 *
 * @param buildable those that can be built
 * @param lacks why the others can't
 */
record IndexPlan(List<IndexDefinition> buildable, List<Lack> lacks) {

    IndexPlan {
        buildable = List.copyOf(buildable);
        lacks = List.copyOf(lacks);
    }

    static IndexPlan of(JdbcClient jdbc, Rights rights) {
        List<IndexDefinition> missing = IndexBuilder.missing(jdbc, wanted(jdbc));
        if (rights.readOnly() && !missing.isEmpty()) {
            return new IndexPlan(List.of(), List.of(rights.obstacle(cost(missing))));
        }
        List<String> unowned = Rights.unowned(
                jdbc, missing.stream().map(IndexDefinition::table).distinct().toList());
        Map<String, List<IndexDefinition>> foreign = missing.stream()
                .filter(index -> unowned.contains(index.table()))
                .collect(groupingBy(IndexDefinition::table, TreeMap::new, toList()));
        List<IndexDefinition> own = missing.stream()
                .filter(index -> !unowned.contains(index.table()))
                .toList();
        List<Lack> lacks = new ArrayList<>();
        if (!rights.mayCreate() && !own.isEmpty()) {
            lacks.add(rights.obstacle(cost(own)));
            own = List.of();
        }
        foreign.forEach((table, indexes) -> lacks.add(new Lack(
                "The role %s does not own the table %s".formatted(rights.role(), table),
                cost(indexes),
                indexes.stream().map(IndexDefinition::sql).collect(joining(";\n", "", ";")))));
        return new IndexPlan(own, lacks);
    }

    private static List<IndexDefinition> wanted(JdbcClient jdbc) {
        Optional<String> trigrams = TrigramExtension.schema(jdbc);
        return IndexDefinition.all().stream()
                .filter(index -> trigrams.isPresent() || !index.needsTrigrams())
                .map(index -> trigrams.map(index::withTrigramsOf).orElse(index))
                .toList();
    }

    private static String cost(List<IndexDefinition> missing) {
        return "lists and searches are slow without the indexes "
                + missing.stream().map(IndexDefinition::name).collect(joining(", "));
    }
}
