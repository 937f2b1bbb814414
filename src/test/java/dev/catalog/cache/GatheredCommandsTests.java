package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is sent at once, and what is sent together. */
class GatheredCommandsTests {

    private final List<List<Integer>> sent = new ArrayList<>();
    private final List<CompletableFuture<String>> answers = new ArrayList<>();
    private final GatheredCommands<Integer, String> commands = new GatheredCommands<>(this::answerLater);

    @Test
    void oneThatComesAloneIsSentAtOnce() {
        CompletableFuture<String> one = commands.send(1);
        answers.getFirst().complete("one");
        CompletableFuture<String> other = commands.send(2);

        assertThat(one).isCompletedWithValue("one");
        assertThat(other).isNotDone();
        assertThat(sent).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void thoseThatComeMeanwhileAreSentTogetherOnceAnAnswerIsThere() {
        List<CompletableFuture<String>> calls =
                IntStream.rangeClosed(1, 5).mapToObj(commands::send).toList();
        assertThat(sent).containsExactly(List.of(1), List.of(2));

        answers.getFirst().complete("first");
        assertThat(sent).containsExactly(List.of(1), List.of(2), List.of(3, 4, 5));
        answers.getLast().complete("rest");

        assertThat(calls.subList(2, 5)).allSatisfy(call -> assertThat(call).isCompletedWithValue("rest"));
        assertThat(calls.get(1)).isNotDone();
    }

    @Test
    void aFailureIsThatOfThoseSentTogether() {
        List<CompletableFuture<String>> calls =
                IntStream.rangeClosed(1, 4).mapToObj(commands::send).toList();

        answers.getFirst().completeExceptionally(new IllegalStateException("away"));
        answers.getLast().completeExceptionally(new IllegalStateException("away too"));

        assertThatThrownBy(calls.getFirst()::join).hasRootCauseMessage("away");
        assertThat(calls.subList(2, 4))
                .allSatisfy(call -> assertThatThrownBy(call::join).hasRootCauseMessage("away too"));
        assertThat(commands.send(5)).isNotDone();
        assertThat(sent.getLast()).containsExactly(5);
    }

    @Test
    void whatCannotBeSentFailsAndHoldsNobody() {
        GatheredCommands<Integer, String> broken = new GatheredCommands<>(_ -> {
            throw new IllegalStateException("shut down");
        });

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(broken.send(call)::join).hasRootCauseMessage("shut down");
        }
    }

    @Test
    void noMoreAreSentTogetherThanOthersCanWaitFor() {
        List<CompletableFuture<String>> calls =
                IntStream.range(0, 200).mapToObj(commands::send).toList();

        for (int answer = 0; answer < answers.size(); answer++) {
            answers.get(answer).complete("done");
        }

        assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedWithValue("done"));
        assertThat(sent).hasSize(6).allSatisfy(together -> assertThat(together).hasSizeLessThanOrEqualTo(64));
    }

    private CompletableFuture<String> answerLater(List<Integer> requests) {
        sent.add(requests);
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }
}
