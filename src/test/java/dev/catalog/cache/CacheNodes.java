package dev.catalog.cache;

import dev.catalog.support.SettableClock;
import dev.catalog.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.mock.env.MockEnvironment;

/** Nodes of one gateway: one Redis, one database that is a {@link Shelf}, and one history of it that each node follows. */
final class CacheNodes implements AutoCloseable {

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final Shelf shelf = new Shelf();
    final FakeFeed.History history = new FakeFeed.History("shelf");
    Duration patience = CacheNode.PATIENCE;
    final String prefix = "test-" + UUID.randomUUID();
    private final List<CacheNode> nodes = new ArrayList<>();

    /** A node that follows changes from now on. */
    CacheNode following(CacheNode.Kind kind) {
        CacheNode node = node(TestServers.redisUrl(), kind);
        node.feed.start();
        return node;
    }

    /** A node that knows nothing of changes. */
    CacheNode node(String redisUrl, CacheNode.Kind kind) {
        CacheProperties properties = CacheNode.properties(prefix, kind, patience);
        CacheNode node = new CacheNode(redisUrl, properties, shelf, clock, new MockEnvironment(), history);
        nodes.add(node);
        return node;
    }

    /** Changes a row in a transaction of its own, which no node knows of yet; the transaction. */
    long change(String name, int amount) {
        shelf.put(name, amount);
        return history.change();
    }

    String key(String name) {
        return Region.keyPrefix(prefix) + "shelf/" + name;
    }

    /** How often Redis was read by anybody since it started. */
    long reads() {
        Map<String, String> calls = nodes.getFirst()
                .redisson
                .getRedisNodes(RedisNodes.SINGLE)
                .getInstance()
                .info(RedisNode.InfoSection.COMMANDSTATS);
        return Long.parseLong(Objects.requireNonNull(calls.get("cmdstat_mget")).replaceAll("calls=(\\d+),.*", "$1"));
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(CacheNode::close);
    }
}
