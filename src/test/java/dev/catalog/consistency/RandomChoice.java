package dev.catalog.consistency;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A source of choices that a seed decides. */
final class RandomChoice {

    private final Random random;

    RandomChoice(long seed) {
        random = new Random(seed);
    }

    /** True this many times of a thousand. */
    boolean rarely(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> @Nullable T of(List<T> choices) {
        return choices.isEmpty() ? null : choices.get(random.nextInt(choices.size()));
    }

    /** What one of these makes. */
    @SafeVarargs
    final String made(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }
}
