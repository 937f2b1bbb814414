package dev.catalog.cache;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value has of the regions that it is made of: their generations at the time, since it is evicted with any of them, and
 * how long others may keep it. Values that are made of the same ones share one.
 */
final class Vintage {

    private final Map<String, Long> generations;
    private final Duration maxAge;
    private final @Nullable Generation[] regions;
    private final long[] made;

    /**
     * @param generations the generation of each region, by the region's name
     * @param known those that this node knows, by the same names
     */
    Vintage(Map<String, Long> generations, Duration maxAge, Map<String, Generation> known) {
        this.generations = Map.copyOf(generations);
        this.maxAge = maxAge;
        regions = new Generation[generations.size()];
        made = new long[generations.size()];
        int n = 0;
        for (Map.Entry<String, Long> generation : this.generations.entrySet()) {
            regions[n] = known.get(generation.getKey());
            made[n++] = generation.getValue();
        }
    }

    /** The generation of each region, by the region's name. */
    Map<String, Long> generations() {
        return generations;
    }

    /** How long browsers and CDNs may keep the value. */
    Duration maxAge() {
        return maxAge;
    }

    /** Whether each region is in that generation still. */
    boolean isCurrent() {
        for (int n = 0; n < made.length; n++) {
            Generation region = regions[n];
            if (region == null || region.known() != made[n]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vintage that && generations.equals(that.generations) && maxAge.equals(that.maxAge);
    }

    @Override
    public int hashCode() {
        return 31 * generations.hashCode() + maxAge.hashCode();
    }
}
