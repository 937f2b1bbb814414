package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.cache.Shelf.Item;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a statement brings along with the keys that it was asked for, as their readers ask for it next. */
class ReadAlongTests {

    private final CacheNodes nodes = new CacheNodes();

    @BeforeEach
    void fill() {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("shade", 5);
        nodes.shelf.bringAlong("lamp", "shade");
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private @Nullable CompletableFuture<@Nullable Item> held(CacheNode node, String name, ReadContext context) {
        return node.caches().getHeld(nodes.shelf, name, context);
    }

    private Map<String, Item> read(CacheNode node, String name, ReadContext context) {
        return node.caches().getAll(nodes.shelf, Set.of(name), context).join();
    }

    @Test
    void isHeldByTheNodeThatReadsIt() {
        CacheNode node = nodes.following(Kind.NEAR);

        assertThat(node.read("lamp")).containsOnly(Map.entry("lamp", new Item("lamp", 3)));

        assertThat(node.stateOf("shade")).isEqualTo(CacheState.NEAR);
        assertThat(nodes.shelf.loads).containsExactly(Set.of("lamp"));
    }

    @Test
    void isNotHeldWhereAChangeOvertakesTheRead() {
        CacheNode node = nodes.following(Kind.NEAR);
        nodes.shelf.beforeReturn(() -> node.feed.follow("shade", nodes.change("shade", 6)));
        node.read("lamp");
        nodes.shelf.beforeReturn(() -> {});

        assertThat(node.read("shade")).containsOnly(Map.entry("shade", new Item("shade", 6)));
    }

    @Test
    void isReadByItselfWhereTheNodeHoldsNothing() {
        CacheNode node = nodes.following(Kind.REDIS);
        node.read("lamp");

        assertThat(node.stateOf("shade")).isEqualTo(CacheState.MISS);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEAR", "OFF"})
    void isLeftWithTheOperationThatReadsPastCaches(Kind kind) {
        CacheNode node = nodes.following(kind);
        ReadContext operation = ReadContext.recording().bypassed();

        assertThat(read(node, "lamp", operation)).containsOnlyKeys("lamp");

        assertThat(held(node, "shade", operation)).isCompletedWithValue(new Item("shade", 5));
        assertThat(operation.reads())
                .extracting(CacheRead::state, CacheRead::key)
                .containsExactly(tuple(CacheState.BYPASS, "shelf/lamp"), tuple(CacheState.BYPASS, "shelf/shade"));
        assertThat(held(node, "shade", ReadContext.unrecorded().bypassed())).isNull();
    }

    @Test
    void isNothingWhereThereIsNone() {
        CacheNode node = nodes.following(Kind.OFF);
        nodes.shelf.bringAlong("lamp", "gone");
        ReadContext operation = ReadContext.unrecorded();

        assertThat(read(node, "lamp", operation)).containsOnlyKeys("lamp");

        assertThat(held(node, "gone", operation)).isNull();
    }

    @Test
    void isForgottenByAnOperationThatWrites() {
        CacheNode node = nodes.following(Kind.OFF);
        ReadContext operation = ReadContext.unrecorded();
        assertThat(read(node, "lamp", operation)).containsOnlyKeys("lamp");

        operation.forgetBroughtAlong();

        assertThat(held(node, "shade", operation)).isNull();
    }
}
