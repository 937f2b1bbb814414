package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of all regions as they are loaded from the database, each under a name, and which of them changes touch. */
public final class SampledEntries {

    private record Entry<K, V>(
            RegionLoader<K, V> loader, K key, @Nullable V value) {

        static <K, V> Entry<K, V> load(RegionLoader<K, V> loader, K key) {
            return new Entry<>(loader, key, loader.loadAll(Set.of(key)).get(key));
        }

        String text() {
            return loader.region().key().apply(key).toString();
        }

        /** Whether a change that touches what has these fingerprints touches it. */
        boolean isTouchedBy(Set<Long> fingerprints) {
            return LongStream.of(loader.dependencies().fingerprints(key, value)).anyMatch(fingerprints::contains);
        }

        boolean isStillRight() {
            return Objects.equals(value, load(loader, key).value());
        }
    }

    private final Collection<RegionLoader<?, ?>> loaders;
    private final Collection<ChangeTags> changeTags;
    private final JdbcClient database;
    private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();

    public SampledEntries(
            Collection<RegionLoader<?, ?>> loaders, Collection<ChangeTags> changeTags, JdbcClient database) {
        this.loaders = loaders;
        this.changeTags = changeTags;
        this.database = database;
    }

    /** Loads the entry that a region has for a key. */
    public <K> SampledEntries add(String name, String region, K key) {
        Entry<?, ?> before = entries.put(name, Entry.load(this.<K>loader(region), key));
        assertThat(before).as("two entries named %s", name).isNull();
        return this;
    }

    /** Asserts that each key has the form of a key of its region, and of no other region. */
    public void assertKeysTellTheirRegions() {
        assertThat(entries.values())
                .allSatisfy(entry -> assertThat(regionsOf(entry.text()))
                        .as("the regions of %s", entry.text())
                        .containsExactly(entry.loader().region().name()));
    }

    /**
     * The names of the entries that the changes touch. Fails where another one has another value by now: what is not touched
     * has to be right still.
     */
    public Set<String> touchedBy(ChangeBatch batch) {
        Set<String> names = touchedBy(changeTags.stream()
                .flatMap(tags -> tags.touchedBy(batch, database).keySet().stream())
                .map(CacheTag::fingerprint));
        assertThat(wrong()).as("entries that are wrong by now").isSubsetOf(names);
        return names;
    }

    /** The names of the entries that many changes of a table at once touch. */
    public Set<String> touchedByMany(CatalogTable table) {
        return touchedBy(
                changeTags.stream().flatMap(tags -> tags.kinds(table).stream()).map(TagKind::fingerprint));
    }

    public Set<String> names() {
        return entries.keySet();
    }

    private List<String> regionsOf(String key) {
        return loaders.stream()
                .filter(loader -> loader.region().owns(key))
                .map(loader -> loader.region().name())
                .toList();
    }

    private Set<String> touchedBy(Stream<Long> fingerprints) {
        Set<Long> touched = fingerprints.collect(Collectors.toSet());
        Set<String> names = new TreeSet<>();
        entries.forEach((name, entry) -> {
            if (entry.isTouchedBy(touched)) {
                names.add(name);
            }
        });
        return names;
    }

    private Set<String> wrong() {
        Set<String> names = new TreeSet<>();
        entries.forEach((name, entry) -> {
            if (!entry.isStillRight()) {
                names.add(name);
            }
        });
        return names;
    }

    @SuppressWarnings("unchecked") // the caller names the region and so knows its keys
    private <K> RegionLoader<K, ?> loader(String region) {
        return (RegionLoader<K, ?>) loaders.stream()
                .filter(loader -> loader.region().name().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
