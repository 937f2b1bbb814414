package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.CacheNode.Kind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Entries past their time to live and within their grace window: an hour, and ten minutes more. */
class StaleEntryTests {

    private static final Duration EXPIRED = Duration.ofMinutes(61);
    private static final Duration GONE = Duration.ofMinutes(11);

    private final CacheNodes nodes = new CacheNodes();
    private CacheNode node;

    @BeforeEach
    void readAndLetExpire() {
        nodes.shelf.put("lamp", 3);
        node = nodes.following(Kind.NEAR);
        node.read("lamp");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.redisson.getBucket(nodes.key("lamp")).isExists());
        nodes.clock.advance(EXPIRED);
        nodes.shelf.loads.clear();
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void isServedWhileOneRefreshRuns() {
        CountDownLatch release = new CountDownLatch(1);
        nodes.shelf.put("lamp", 4);
        nodes.shelf.beforeReturn(() -> CacheNodes.await(release));

        for (int read = 0; read < 20; read++) {
            assertThat(node.stateOf("lamp")).isEqualTo(CacheState.STALE);
        }
        assertThat(node.amountOf("lamp")).isEqualTo(3);
        await().atMost(Duration.ofSeconds(10)).until(() -> !nodes.shelf.loads.isEmpty());
        release.countDown();

        await().atMost(Duration.ofSeconds(10)).until(() -> node.amountOf("lamp") == 4);
        assertThat(nodes.shelf.loads).hasSize(1);
    }

    @Test
    void isNotServedOnceAChangeHasTouchedIt() {
        node.feed.follow("lamp", nodes.change("lamp", 4));

        assertThat(node.amountOf("lamp")).isEqualTo(4);
        assertThat(node.stateOf("lamp")).isEqualTo(CacheState.NEAR);
    }

    @Test
    void isNotServedBehindTheGraceWindow() {
        nodes.clock.advance(GONE);
        nodes.shelf.put("lamp", 4);

        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void isLoadedAnewWhereChangesAreNotFollowedAndTheDatabaseAnswers() {
        node.feed.live(false);
        nodes.shelf.put("lamp", 4);

        assertThat(node.amountOf("lamp")).isEqualTo(4);
    }

    @Test
    void isServedAndFlaggedWhileTheDatabaseDoesNotAnswer() {
        node.feed.live(false);
        nodes.shelf.beforeReturn(() -> {
            throw new DataAccessResourceFailureException("no connection");
        });

        for (int read = 0; read < 3; read++) {
            ReadContext context = ReadContext.recording();
            assertThat(node.read(context, "lamp")).containsValue(new Shelf.Item("lamp", 3));
            assertThat(context.isStaleForOutage()).isTrue();
            assertThat(context.reads().getFirst().state()).isEqualTo(CacheState.STALE);
        }

        nodes.shelf.beforeReturn(() -> {});
        nodes.shelf.put("lamp", 4);
        await().atMost(Duration.ofSeconds(10)).until(() -> node.amountOf("lamp") == 4);
    }

    @Test
    void isNoAnswerToAFaultOfOurOwn() {
        node.feed.live(false);
        nodes.shelf.beforeReturn(() -> {
            throw new IllegalStateException("the shelf fell over");
        });

        assertThatThrownBy(() -> node.read("lamp")).hasRootCauseMessage("the shelf fell over");
    }

    @Test
    void ofAnotherKeyDoesNotHideThatThereIsNoValue() {
        node.feed.live(false);
        nodes.shelf.beforeReturn(() -> {
            throw new DataAccessResourceFailureException("no connection");
        });

        assertThatThrownBy(() -> node.read("lamp", "vase")).hasRootCauseMessage("no connection");
    }
}
