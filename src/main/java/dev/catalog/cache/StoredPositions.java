package dev.catalog.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.feed.Position;

/** Reads the positions that stored values bear. Many bear the same, which is parsed once and one object in memory. */
final class StoredPositions {

    private static final int REMEMBERED = 1_000;

    private final Cache<String, Position> byText = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** Throws {@link IllegalArgumentException} where the text is no position. */
    Position parse(String text) {
        return byText.get(text, Position::parse);
    }
}
