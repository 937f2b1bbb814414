package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.cache.Shelf.Item;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read along with a key that is missing, as it stands beside it. */
class ReadBesideTests {

    private final CacheNodes nodes = new CacheNodes();

    @BeforeEach
    void fill() {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("vase", 5);
        nodes.shelf.standTogether("lamp", "vase", "bowl");
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void isReadByTheSameStatementAndHeldByThisNode() {
        CacheNode node = nodes.following(Kind.NEAR);

        assertThat(node.read("lamp")).containsOnly(Map.entry("lamp", new Item("lamp", 3)));

        assertThat(node.stateOf("vase")).isEqualTo(CacheState.NEAR);
        assertThat(nodes.shelf.loads).hasSize(1);
    }

    @Test
    void isNotStoredForOtherNodes() {
        nodes.following(Kind.NEAR).read("lamp");
        CacheNode other = nodes.following(Kind.NEAR);
        nodes.shelf.standTogether();

        assertThat(other.stateOf("vase")).isEqualTo(CacheState.MISS);
    }

    @Test
    void isForgottenWhereItIsNotThere() {
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        nodes.change("bowl", 7);

        assertThat(node.read("bowl")).containsOnly(Map.entry("bowl", new Item("bowl", 7)));
    }

    @Test
    void goesWithAChangeOfIt() {
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        node.feed.follow("vase", nodes.change("vase", 6));

        assertThat(node.read("vase")).containsOnly(Map.entry("vase", new Item("vase", 6)));
    }

    @Test
    void isNotHeldWhereAChangeOvertakesTheRead() {
        CacheNode node = nodes.following(Kind.NEAR);
        nodes.shelf.beforeReturn(() -> node.feed.follow("vase", nodes.change("vase", 6)));
        node.read("lamp");
        nodes.shelf.beforeReturn(() -> {});

        assertThat(node.read("vase")).containsOnly(Map.entry("vase", new Item("vase", 6)));
    }

    @Test
    void isNotReadAgainWhileItIsHeld() {
        CacheNode node = nodes.following(Kind.NEAR);
        node.read("lamp");
        node.feed.follow("lamp", nodes.change("lamp", 4));

        node.read("lamp");

        assertThat(nodes.shelf.loads.getLast()).containsExactly("bowl", "lamp");
    }

    @Test
    void isNotReadByANodeWithoutRoom() {
        CacheNode node = nodes.following(Kind.REDIS);

        node.read("lamp");

        assertThat(nodes.shelf.loads.getLast()).containsExactly("lamp");
    }
}
