package dev.catalog.cache;

import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import dev.catalog.feed.ChangeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A loader over a map that stands for the database and notes every load. */
final class Shelf implements RegionLoader<String, Shelf.Item>, ChangeTags {

    record Item(String name, int amount) {}

    private static final TagKind ITEM = new TagKind("item", "any change of an item");

    private static final CacheRegion<String, Item> REGION = CacheRegion.of(
            "shelf-item",
            Duration.ofHours(1),
            Item.class,
            name -> CacheKey.path("shelf").value(name));

    final Map<String, Item> rows = new ConcurrentHashMap<>();
    final List<Set<String>> loads = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeReturn = () -> {};
    private volatile Set<String> together = Set.of();
    private final Map<String, String> along = new ConcurrentHashMap<>();

    void put(String name, int amount) {
        rows.put(name, new Item(name, amount));
    }

    /** Runs between the read of the rows and their return, on the loading thread. */
    void beforeReturn(Runnable action) {
        beforeReturn = action;
    }

    /** Whichever of these is read, the others stand beside it. */
    void standTogether(String... names) {
        together = Set.of(names);
    }

    /** Whoever reads the one is brought the other by the same statement. */
    void bringAlong(String name, String other) {
        along.put(name, other);
    }

    @Override
    public Set<String> beside(Set<String> names) {
        return Collections.disjoint(names, together) ? Set.of() : together;
    }

    @Override
    public CacheRegion<String, Item> region() {
        return REGION;
    }

    @Override
    public Dependencies<String, Item> dependencies() {
        return Dependencies.<String, Item>none().on(ITEM, "its own", List::of);
    }

    @Override
    public Map<String, Item> loadAll(Set<String> names) {
        loads.add(new TreeSet<>(names));
        Map<String, Item> found = new HashMap<>();
        names.forEach(name -> found.computeIfAbsent(name, rows::get));
        names.stream().map(along::get).filter(Objects::nonNull).forEach(name -> found.computeIfAbsent(name, rows::get));
        beforeReturn.run();
        return found;
    }

    @Override
    public Map<CacheTag, Collection<Long>> touchedBy(ChangeBatch batch, JdbcClient database) {
        Map<CacheTag, Collection<Long>> touched = new HashMap<>();
        batch.changes().stream()
                .filter(change -> change.kind() != ChangeKind.MANY)
                .forEach(change -> touched.computeIfAbsent(
                                new CacheTag(
                                        ITEM,
                                        Objects.requireNonNull(change.after().text("name"))),
                                _ -> new ArrayList<>())
                        .add(change.transaction()));
        return touched;
    }

    @Override
    public Collection<TagKind> kinds(CatalogTable table) {
        return List.of(ITEM);
    }
}
