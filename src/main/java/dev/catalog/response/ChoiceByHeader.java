package dev.catalog.response;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen by a header of requests. Clients send a few different ones all the time, so what was chosen last is found by the
 * header's bytes, without making a text of them.
 *
 * @param <T> what is chosen
 */
final class ChoiceByHeader<T> {

    private static final int PLACES = 512;
    private static final int LONGEST_HEADER = 500;

    private record Choice<T>(String header, @Nullable T chosen) {}

    private final AtomicReferenceArray<@Nullable Choice<T>> places = new AtomicReferenceArray<>(PLACES);
    private final Function<String, @Nullable T> rule;

    /** @param rule makes a choice, null for none */
    ChoiceByHeader(Function<String, @Nullable T> rule) {
        this.rule = rule;
    }

    /** The choice; null where there is none, and where the header is too long. */
    @Nullable
    T of(MessageBytes header) {
        if (header.getLength() > LONGEST_HEADER) {
            return null;
        }
        int place = header.hashCode() & (PLACES - 1);
        Choice<T> last = places.get(place);
        if (last == null || !header.equals(last.header)) {
            String text = header.toString();
            last = new Choice<>(text, rule.apply(text));
            places.set(place, last);
        }
        return last.chosen;
    }
}
