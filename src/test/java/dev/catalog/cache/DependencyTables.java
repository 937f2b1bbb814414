package dev.catalog.cache;

import static java.util.stream.Collectors.joining;

import dev.catalog.feed.CatalogTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the regions declare of themselves, as tables in Markdown. */
final class DependencyTables {

    private final List<RegionLoader<?, ?>> loaders;
    private final List<ChangeTags> changeTags;

    DependencyTables(Collection<RegionLoader<?, ?>> loaders, Collection<ChangeTags> changeTags) {
        this.loaders = loaders.stream()
                .sorted(Comparator.comparing(loader -> loader.region().name()))
                .toList();
        this.changeTags = List.copyOf(changeTags);
    }

    /** Each region: its keys, what it holds, how long, and what makes an entry invalid. */
    String regions() {
        return table(
                row("region", "key", "what an entry holds", "time to live", "invalid when touched"),
                loaders.stream().map(DependencyTables::region));
    }

    /** Each kind of thing that entries depend on: what touches one, and what touches all of them. */
    String kinds() {
        Stream<TagKind> kinds = loaders.stream()
                .flatMap(loader -> loader.dependencies().described().stream())
                .map(Dependencies.Described::kind)
                .distinct()
                .sorted(Comparator.comparing(TagKind::name));
        return table(
                row("kind", "one is touched by", "all are touched by many changes at once of"), kinds.map(this::kind));
    }

    private static String region(RegionLoader<?, ?> loader) {
        CacheRegion<?, ?> region = loader.region();
        return row(
                "`" + region.name() + "`",
                region.keyForms().stream().map(form -> "`" + form + "`").collect(joining(", ")),
                region.holds(),
                time(region.ttl()),
                loader.dependencies().described().stream()
                        .map(dependency -> "`" + dependency.kind().name() + "`: " + dependency.which())
                        .collect(joining("<br>")));
    }

    private String kind(TagKind kind) {
        String tables = Arrays.stream(CatalogTable.values())
                .filter(table ->
                        changeTags.stream().anyMatch(tags -> tags.kinds(table).contains(kind)))
                .map(table -> "`" + table.name().toLowerCase(Locale.ROOT) + "`")
                .collect(joining(", "));
        return row("`" + kind.name() + "`", kind.touchedBy(), tables);
    }

    static String table(String head, Stream<String> rows) {
        String rule = head.replaceAll("[^|]+", " --- ").strip();
        return Stream.concat(Stream.of(head, rule), rows).collect(joining("\n"));
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String time(Duration ttl) {
        return ttl.toMinutes() % 60 == 0 ? ttl.toHours() + " h" : ttl.toMinutes() + " min";
    }
}
