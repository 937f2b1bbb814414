package dev.catalog.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a region depend on: which tags an entry bears, by its key and by what it shows.
 * <p>An entry without a value bears the tags of its key, so these cover what would give it one.
 */
public final class Dependencies<K, V> {

    private record Dependency<K, V>(TagKind kind, String which, BiFunction<K, @Nullable V, Collection<?>> values) {}

    private final List<Dependency<K, V>> dependencies;

    private Dependencies(List<Dependency<K, V>> dependencies) {
        this.dependencies = List.copyOf(dependencies);
    }

    /** Depends on nothing yet. */
    public static <K, V> Dependencies<K, V> none() {
        return new Dependencies<>(List.of());
    }

    /**
     * Depends on things that the key names.
     *
     * @param which which of the kind, a phrase for the documentation
     */
    public Dependencies<K, V> on(TagKind kind, String which, Function<K, Collection<?>> values) {
        return with(new Dependency<>(kind, which, (key, _) -> values.apply(key)));
    }

    /**
     * Depends on things that the value shows.
     *
     * @param which which of the kind, a phrase for the documentation
     */
    public Dependencies<K, V> onShown(TagKind kind, String which, Function<V, Collection<?>> values) {
        return with(new Dependency<>(kind, which, (_, value) -> value == null ? List.of() : values.apply(value)));
    }

    private Dependencies<K, V> with(Dependency<K, V> dependency) {
        List<Dependency<K, V>> all = new ArrayList<>(dependencies);
        all.add(dependency);
        return new Dependencies<>(all);
    }

    /**
     * The fingerprints of an entry's tags, and of their kinds, all tags of which many changes at once touch: each once, ascending.
     * They tell all that its validity depends on, in a small part of the memory that the tags would take.
     */
    long[] fingerprints(K key, @Nullable V value) {
        LongStream.Builder fingerprints = LongStream.builder();
        for (Dependency<K, V> dependency : dependencies) {
            TagKind kind = dependency.kind();
            Collection<?> which = dependency.values().apply(key, value);
            if (!which.isEmpty()) {
                fingerprints.add(kind.fingerprint());
                which.forEach(each -> fingerprints.add(kind.fingerprintOf(each)));
            }
        }
        return fingerprints.build().sorted().distinct().toArray();
    }

    /** Each dependency in words, for the documentation: the kind, and which of it. */
    List<Described> described() {
        return dependencies.stream()
                .map(dependency -> new Described(dependency.kind(), dependency.which()))
                .toList();
    }

    /** A dependency in words. */
    record Described(TagKind kind, String which) {}
}
