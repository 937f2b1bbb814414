package dev.catalog.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import dev.catalog.cache.Lineage;
import dev.catalog.cache.LineageRecorder;
import dev.catalog.cache.Lineages;
import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionLoader;
import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.Retained;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whether answers take of the heap what is counted for them. */
@HttpGatewayTest
class NodeAnswersTests {

    private static final int ANSWERS = 200;
    private static final String ASKED = "{\"query\": \"{ navigation { name } }\"}";

    private final Lineages lineages;
    private final RegionCaches caches;
    private final RegionLoader<Long, ?> categories;
    private final Category lamps;
    private final KnownRequest known;

    @SuppressWarnings("unchecked") // categories are found by their ids
    NodeAnswersTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            Lineages lineages,
            RegionCaches caches,
            List<RegionLoader<?, ?>> loaders,
            ResponseCache responses) {
        this.lineages = lineages;
        this.caches = caches;
        categories = (RegionLoader<Long, ?>) loaders.stream()
                .filter(loader -> loader.region().name().equals("category"))
                .findFirst()
                .orElseThrow();
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        catalog.follow();
        new GatewayClient(port).post(ASKED);
        known = Objects.requireNonNull(responses.own().known(Digest.of("P".getBytes(UTF_8), ASKED.getBytes(UTF_8))));
        await().until(() -> sealed() != null);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 500, 20_000})
    void answersTakeWhatTheyWeighWithTheirRequests(int length) {
        NodeAnswers answers = new NodeAnswers(64_000_000);
        long empty = bytes(answers);

        for (int n = 0; n < ANSWERS; n++) {
            keep(answers, n, length);
        }

        assertThat((double) answers.weight()).isCloseTo((double) bytes(answers) - empty, withinPercentage(15));
    }

    @Test
    void anAnswerThatIsCompressedWeighsMore() {
        NodeAnswers answers = new NodeAnswers(64_000_000);
        Answer answer = keep(answers, 1, 20_000);
        long before = answers.weight();

        int compressed = Objects.requireNonNull(answer.compressed(Coding.GZIP)).bytes().length;
        answers.weighAgain(digest("operation", 1), answer);

        assertThat(answers.weight() - before).isBetween((long) compressed, compressed + 60L);
    }

    private Answer keep(NodeAnswers answers, int n, int length) {
        Digest operation = digest("operation", n);
        Answer answer = new Answer(lineage(), "x".repeat(length).getBytes(UTF_8));
        answers.keep(operation, answer);
        answers.isKnown(digest("request", n), new KnownRequest(operation, known.document()));
        return answer;
    }

    /** Without what all answers share. */
    private static long bytes(NodeAnswers answers) {
        return Retained.bytes(answers, "Vintage", "Position", "DocumentUse");
    }

    private Lineage lineage() {
        return Objects.requireNonNull(sealed());
    }

    private @Nullable Lineage sealed() {
        LineageRecorder recorder = new LineageRecorder();
        caches.getAll(
                        categories,
                        Set.of(lamps.databaseId()),
                        ReadContext.unrecorded().tracedBy(recorder))
                .join();
        return lineages.seal(recorder);
    }

    private static Digest digest(String what, int n) {
        return Digest.of((what + n).getBytes(UTF_8));
    }
}
