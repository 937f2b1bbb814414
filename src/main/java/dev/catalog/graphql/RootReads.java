package dev.catalog.graphql;

import static java.util.Comparator.comparingInt;

import dev.catalog.cache.CacheRead;
import dev.catalog.cache.CacheState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** Which root field asked for which entries, so that it can be told where the values of each came from. */
final class RootReads {

    /** From what costs the database nothing to what costs it most. */
    private static final List<CacheState> BY_COST =
            List.of(CacheState.NEAR, CacheState.HIT, CacheState.STALE, CacheState.MISS, CacheState.BYPASS);

    private record EntryName(String region, String key) {}

    private record Place(String rootField, String region) {}

    private final Queue<String> rootFields = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<EntryName, Set<String>> askedBy = new ConcurrentHashMap<>();

    void asked(String rootField, String region, String key) {
        if (!rootFields.contains(rootField)) {
            rootFields.add(rootField);
        }
        askedBy.computeIfAbsent(new EntryName(region, key), _ -> ConcurrentHashMap.newKeySet())
                .add(rootField);
    }

    /** One item a root field and region: the costliest state among its entries, the greatest age. */
    List<Map<String, Object>> explain(Collection<CacheRead> reads) {
        Map<Place, List<CacheRead>> byPlace = new LinkedHashMap<>();
        reads.forEach(read -> askedBy.getOrDefault(new EntryName(read.region(), read.key()), Set.of())
                .forEach(rootField -> byPlace.computeIfAbsent(
                                new Place(rootField, read.region()), _ -> new ArrayList<>())
                        .add(read)));
        List<String> order = List.copyOf(rootFields);
        return byPlace.entrySet().stream()
                .sorted(comparingInt((Map.Entry<Place, List<CacheRead>> place) ->
                                order.indexOf(place.getKey().rootField()))
                        .thenComparing(place -> place.getKey().region()))
                .map(place -> item(place.getKey(), place.getValue()))
                .toList();
    }

    private static Map<String, Object> item(Place place, List<CacheRead> reads) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("path", List.of(place.rootField()));
        item.put("region", place.region());
        item.put(
                "state",
                reads.stream()
                        .map(CacheRead::state)
                        .max(comparingInt(BY_COST::indexOf))
                        .map(CacheState::name)
                        .orElseThrow());
        item.put(
                "ageMs",
                reads.stream().mapToLong(read -> read.age().toMillis()).max().orElseThrow());
        item.put("ttlMs", reads.getFirst().ttl().toMillis());
        return item;
    }
}
