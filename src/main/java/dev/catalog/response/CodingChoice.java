package dev.catalog.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/** The coding of an answer, by what the client accepts; it remembers what it chose. */
final class CodingChoice {

    private final List<Coding> offered =
            Arrays.stream(Coding.values()).filter(Coding::isThere).toList();
    private final ChoiceByHeader<Coding> chosen = new ChoiceByHeader<>(this::choose);

    /** The coding that the client likes most, the better one of equals; null where the answer is sent as it is. */
    @Nullable
    Coding of(@Nullable MessageBytes accepted) {
        return accepted == null ? null : chosen.of(accepted);
    }

    private @Nullable Coding choose(String accepted) {
        Map<String, Double> qualities = new HashMap<>();
        for (String item : accepted.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1)) {
            String[] parts = item.split(";q=", 2);
            qualities.put(parts[0], parts.length == 1 ? 1 : quality(parts[1]));
        }
        List<Coding> codings = new ArrayList<>(offered);
        codings.removeIf(coding -> quality(qualities, coding) <= 0);
        codings.sort((one, other) -> Double.compare(quality(qualities, other), quality(qualities, one)));
        return codings.isEmpty() ? null : codings.getFirst();
    }

    // "*" is not taken for one of these: who has not heard of a coding can't read it.
    private static double quality(Map<String, Double> qualities, Coding coding) {
        return qualities.getOrDefault(coding.text(), 0.0);
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0; // No quality that there is, so none that is relied on.
        }
    }
}
