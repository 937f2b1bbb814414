package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheNode.Kind;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node gives of its own memory, without a read. */
class HeldEntryTests {

    private final CacheNodes nodes = new CacheNodes();
    private final CacheNode node = nodes.following(Kind.NEAR);

    HeldEntryTests() {
        nodes.shelf.put("lamp", 3);
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private @Nullable CompletableFuture<Shelf.@Nullable Item> held(String name, ReadContext context) {
        return node.caches().getHeld(nodes.shelf, name, context);
    }

    @Test
    void whatWasReadIsThereAtOnceAndSoIsThatThereIsNothing() {
        ReadContext context = ReadContext.recording();
        assertThat(held("lamp", context)).isNull();
        node.read("lamp", "none");

        assertThat(held("lamp", context)).isCompletedWithValue(new Shelf.Item("lamp", 3));
        assertThat(held("none", context)).isCompletedWithValue(null);
        assertThat(context.reads()).extracting(CacheRead::state).containsExactly(CacheState.NEAR, CacheState.NEAR);
    }

    @Test
    void whoReadsPastCachesIsGivenNothing() {
        node.read("lamp");

        assertThat(held("lamp", ReadContext.unrecorded().bypassed())).isNull();
    }

    @Test
    void whatAChangeHasTouchedIsNotGiven() {
        node.read("lamp");

        node.feed.follow("lamp", nodes.change("lamp", 4));

        assertThat(held("lamp", ReadContext.unrecorded())).isNull();
    }
}
