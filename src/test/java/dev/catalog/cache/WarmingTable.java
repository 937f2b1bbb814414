package dev.catalog.cache;

import static java.util.stream.Collectors.joining;

import dev.catalog.warming.WarmingSource;
import java.util.Collection;
import java.util.Comparator;

/** What the warming jobs of each type fill, as a table in Markdown. */
final class WarmingTable {

    private static final Comparator<WarmingSource<?>> ORDER = Comparator.<WarmingSource<?>, String>comparing(
                    source -> source.jobType().name())
            .thenComparing(source -> source.loader().region().name());

    private WarmingTable() {}

    static String of(Collection<WarmingSource<?>> sources) {
        return DependencyTables.table(
                DependencyTables.row("job type", "region", "key", "which"),
                sources.stream().sorted(ORDER).map(WarmingTable::row));
    }

    private static String row(WarmingSource<?> source) {
        CacheRegion<?, ?> region = source.loader().region();
        return DependencyTables.row(
                "`" + source.jobType() + "`",
                "`" + region.name() + "`",
                region.keyForms().stream()
                        .map(form -> "`" + form.toString().replace("?…", "") + "`")
                        .collect(joining(", ")),
                source.which());
    }
}
