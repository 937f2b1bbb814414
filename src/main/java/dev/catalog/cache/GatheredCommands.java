package dev.catalog.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Sends to Redis together what comes while commands are under way; what comes alone is sent at once. To send, and to hear the
 * answer, costs much more than what is asked for.
 *
 * @param <T> what one caller asks for
 * @param <R> what Redis answers to all who asked together
 */
final class GatheredCommands<T, R> {

    /** More would only wait for each other: Redis does one thing at a time. */
    private static final int AT_ONCE = 2;

    /** One command is for this many callers at most, so that others needn't wait long for it. */
    private static final int MOST = 64;

    private final Function<List<T>, CompletionStage<R>> command;
    private final List<Call<T, R>> waiting = new ArrayList<>();
    private int underWay;

    private record Call<T, R>(T request, CompletableFuture<R> answer) {}

    /** @param command asks for all at once; its answer comes to an end, if by a failure */
    GatheredCommands(Function<List<T>, CompletionStage<R>> command) {
        this.command = command;
    }

    /** The answer to this request and to others, or the failure of all. */
    CompletableFuture<R> send(T request) {
        Call<T, R> call = new Call<>(request, new CompletableFuture<>());
        synchronized (this) {
            if (underWay == AT_ONCE) {
                waiting.add(call);
                return call.answer;
            }
            underWay++;
        }
        send(List.of(call));
        return call.answer;
    }

    private void send(List<Call<T, R>> calls) {
        CompletionStage<R> answering;
        try {
            answering = command.apply(calls.stream().map(Call::request).toList());
        } catch (RuntimeException e) {
            answering = CompletableFuture.failedFuture(e);
        }
        var _ = answering.whenComplete((answer, failure) -> {
            sendNext();
            for (Call<T, R> call : calls) {
                if (failure == null) {
                    call.answer.complete(answer);
                } else {
                    call.answer.completeExceptionally(failure);
                }
            }
        });
    }

    private void sendNext() {
        List<Call<T, R>> next;
        synchronized (this) {
            if (waiting.isEmpty()) {
                underWay--;
                return;
            }
            List<Call<T, R>> first = waiting.subList(0, Math.min(MOST, waiting.size()));
            next = List.copyOf(first);
            first.clear();
        }
        send(next);
    }
}
