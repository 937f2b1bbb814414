package dev.catalog.attack;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are made of the same part over and over. */
final class Flood {

    private Flood() {}

    /** The parts one after another; {@code %d} in a part is its number. */
    static String of(int times, String part) {
        return of(times, part, "");
    }

    /** The parts with something between each two. */
    static String of(int times, String part, String between) {
        return IntStream.range(0, times)
                .mapToObj(n -> part.replace("%d", Integer.toString(n)))
                .collect(Collectors.joining(between));
    }

    /** A core within as many pairs of an opening and a closing. */
    static String nested(int times, String opening, String core, String closing) {
        return opening.repeat(times) + core + closing.repeat(times);
    }
}
