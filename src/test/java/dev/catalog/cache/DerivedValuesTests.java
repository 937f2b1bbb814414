package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import dev.catalog.support.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;

/** What becomes of values that are made of entries, on the node that made them and on others. */
class DerivedValuesTests {

    private static final String KEY = "answers/1";
    private static final byte[] VALUE = "three lamps".getBytes(StandardCharsets.UTF_8);

    private final CacheNodes nodes = new CacheNodes();
    private final SettableClock clock = nodes.clock;

    DerivedValuesTests() {
        nodes.shelf.put("lamp", 3);
        nodes.shelf.put("vase", 5);
        nodes.shelf.put("rug", 1);
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void whatOneNodeMadeAnotherOneFinds() {
        CacheNode maker = nodes.following(Kind.NEAR);
        CacheNode other = nodes.following(Kind.NEAR);

        put(maker, "lamp", "vase");

        awaitFound(other);
        assertThat(Objects.requireNonNull(other.derived().find(KEY)).bytes()).isEqualTo(VALUE);
    }

    @Test
    void aChangeOfOneOfItsEntriesMakesItInvalidOnEachNodeThatKnows() {
        CacheNode maker = nodes.following(Kind.NEAR);
        CacheNode other = nodes.following(Kind.NEAR);
        Lineage lineage = put(maker, "lamp", "vase");
        awaitFound(other);

        other.feed.follow("vase", nodes.change("vase", 6));

        assertThat(other.derived().find(KEY)).isNull();
        assertThat(maker.lineages().isCurrent(lineage)).isTrue();
        maker.feed.follow("vase", nodes.history.change());
        assertThat(maker.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void aChangeOfSomethingElseLeavesIt() {
        CacheNode maker = nodes.following(Kind.NEAR);
        Lineage lineage = put(maker, "lamp");

        maker.feed.follow("rug", nodes.change("rug", 2));

        assertThat(maker.lineages().isCurrent(lineage)).isTrue();
    }

    @Test
    void entriesOfDifferentTimesMakeOneValueOfThePresent() {
        CacheNode maker = nodes.following(Kind.NEAR);
        maker.read("vase");
        maker.feed.follow("lamp", nodes.change("lamp", 4));

        Lineage lineage = maker.lineageOf("lamp", "vase");

        assertThat(lineage).isNotNull();
        assertThat(Objects.requireNonNull(lineage).position()).isEqualTo(nodes.history.now());
    }

    @Test
    void aChangeWhileItIsMadeKeepsItFromBeingKept() {
        CacheNode maker = nodes.following(Kind.NEAR);
        LineageRecorder recorder = new LineageRecorder();
        maker.read(ReadContext.unrecorded().tracedBy(recorder), "lamp");
        maker.feed.follow("lamp", nodes.change("lamp", 4));
        maker.read(ReadContext.unrecorded().tracedBy(recorder), "vase");

        assertThat(maker.lineages().seal(recorder)).isNull();
    }

    @Test
    void aTransactionThatCommitsLaterThanItsNumberSaysIsNoticed() {
        CacheNode maker = nodes.following(Kind.NEAR);
        long slow = nodes.history.begin();
        maker.feed.follow("rug", nodes.history.change());
        Lineage lineage = put(maker, "lamp");

        nodes.history.commit(slow);
        maker.feed.follow("lamp", slow);

        assertThat(maker.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void moreChangesThanAreToldOneByOneMakeItInvalid() {
        CacheNode maker = nodes.following(Kind.NEAR);
        Lineage lineage = put(maker, "lamp");

        maker.feed.followMany(nodes.history.change());

        assertThat(maker.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void whatWasReadPastTheCachesIsNotKept() {
        CacheNode maker = nodes.following(Kind.NEAR);
        LineageRecorder recorder = new LineageRecorder();
        maker.read(ReadContext.unrecorded().tracedBy(recorder).bypassed(), "lamp");

        assertThat(maker.lineages().seal(recorder)).isNull();
    }

    @Test
    void whatIsMadeOfNothingIsNotKept() {
        CacheNode maker = nodes.following(Kind.NEAR);

        assertThat(maker.lineages().seal(new LineageRecorder())).isNull();
    }

    @Test
    void itExpiresWithTheFirstOfItsEntries() {
        CacheNode maker = nodes.following(Kind.NEAR);
        maker.read("lamp");
        clock.advance(Duration.ofMinutes(30));
        Lineage lineage = put(maker, "lamp", "vase");

        clock.advance(Duration.ofMinutes(29));
        // What is kept for long is held against the evictions that Redis knows of.
        await().until(() -> maker.lineages().isCurrent(lineage) || nodes.clock.millis() > lineage.expiresAt());
        clock.advance(Duration.ofMinutes(2));

        assertThat(maker.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void anEvictionIsSeenByANodeThatHasReadNothingYet() {
        CacheNode maker = nodes.following(Kind.NEAR);
        put(maker, "lamp");
        awaitFound(maker);
        maker.caches().evictRegion("shelf-item");

        CacheNode later = nodes.following(Kind.NEAR);

        assertThat(later.derived().find(KEY)).isNull();
    }

    @Test
    void anEvictionByAnotherNodeIsSeen() {
        CacheNode maker = nodes.following(Kind.NEAR);
        CacheNode other = nodes.following(Kind.NEAR);
        Lineage lineage = put(maker, "lamp");

        other.caches().evictAll();

        await().until(() -> !maker.lineages().isCurrent(lineage));
    }

    @Test
    void whileChangesAreNotFollowedItIsKeptForAShortTimeAlone() {
        CacheNode maker = nodes.following(Kind.NEAR);
        Lineage lineage = put(maker, "lamp");
        maker.feed.live(false);

        assertThat(maker.lineages().isCurrent(lineage)).isTrue();
        clock.advance(Duration.ofMinutes(2));

        assertThat(maker.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void withoutRedisItIsKeptForAShortTimeAlone() {
        CacheNode alone = nodes.node("redis://127.0.0.1:1", Kind.NEAR);
        alone.feed.start();
        Lineage lineage = Objects.requireNonNull(alone.lineageOf("lamp"));

        assertThat(alone.lineages().isCurrent(lineage)).isTrue();
        clock.advance(Duration.ofMinutes(2));

        assertThat(alone.lineages().isCurrent(lineage)).isFalse();
    }

    @Test
    void bytesThatCanNotBeReadAreNoValue() {
        CacheNode node = nodes.following(Kind.NEAR);
        String key = nodes.prefix + ":v" + EntryCodec.FORMAT_VERSION + ":" + KEY;
        for (String damaged : new String[] {"", "\u0001", "\u0002something", "\u0001\u0000\u0000\u0000"}) {
            node.redisson
                    .getBucket(key, ByteArrayCodec.INSTANCE)
                    .set(damaged.getBytes(StandardCharsets.UTF_8), Duration.ofMinutes(1));

            assertThat(node.derived().find(KEY)).as(damaged).isNull();
        }
    }

    private static Lineage put(CacheNode node, String... names) {
        Lineage lineage = node.lineageOf(names);
        assertThat(lineage).isNotNull();
        node.derived().put(KEY, new DerivedValue(Objects.requireNonNull(lineage), VALUE));
        return lineage;
    }

    private static void awaitFound(CacheNode node) {
        await().until(() -> node.derived().find(KEY) != null);
    }
}
