package dev.catalog.fuzz;

import java.util.List;
import java.util.Random;

/** Chance that can be repeated. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
