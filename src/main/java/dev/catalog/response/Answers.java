package dev.catalog.response;

import dev.catalog.cache.DerivedValue;
import dev.catalog.cache.DerivedValues;
import dev.catalog.cache.Lineages;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answers that are kept and still right: by this node, and in Redis for all nodes. */
final class Answers {

    private final NodeAnswers own;
    private final DerivedValues shared;
    private final Lineages lineages;

    Answers(NodeAnswers own, DerivedValues shared, Lineages lineages) {
        this.own = own;
        this.shared = shared;
        this.lineages = lineages;
    }

    /** The answer that this node keeps for an operation, where it is still right. */
    @Nullable
    Answer here(Digest operation) {
        Answer answer = own.find(operation);
        return answer != null && lineages.isCurrent(answer.lineage()) ? answer : null;
    }

    /** The answer that some node has kept for an operation, where it is still right. Blocks. */
    @Nullable
    Answer anywhere(Digest operation) {
        DerivedValue value = shared.find(keyOf(operation));
        if (value == null) {
            return null;
        }
        Answer answer = new Answer(value.lineage(), value.bytes());
        own.keep(operation, answer);
        return answer;
    }

    /** Keeps an answer here, unless it is too large. */
    void keep(Digest operation, Answer answer) {
        if (own.takes(answer)) {
            own.keep(operation, answer);
        }
    }

    /**
     * Keeps an answer, here and for all nodes, unless it is too large.
     *
     * @param data the answer as it is stored
     */
    void keepForAll(Digest operation, Answer answer, byte[] data) {
        if (own.takes(answer)) {
            own.keep(operation, answer);
            shared.put(keyOf(operation), new DerivedValue(answer.lineage(), data));
        }
    }

    private static String keyOf(Digest operation) {
        return "answers/" + Objects.requireNonNull(operation).text();
    }
}
