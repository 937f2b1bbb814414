package dev.catalog.response;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.graphql.CatalogVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What ends an answer behind its {@code data}: the version of the catalog at which this node is. */
final class VersionEnding {

    private static final VersionEnding NONE = new VersionEnding(null);

    private final @Nullable Position position;
    private final byte[] bytes;

    private VersionEnding(@Nullable Position position) {
        this.position = position;
        String json = position == null
                ? "}"
                : ",\"extensions\":{\"catalogVersion\":\"" + CatalogVersion.of(position) + "\"}}";
        bytes = json.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return bytes;
    }

    /** The same as an answer's extensions; null where there are none. */
    @Nullable
    Map<Object, Object> extensions() {
        return position == null ? null : Map.of("catalogVersion", CatalogVersion.of(position));
    }

    /** Whether it is at least what a client asks for by its header, as far as that is known here. */
    boolean isReachedFor(@Nullable String least) {
        if (least == null) {
            return true;
        }
        try {
            return position != null && CatalogVersion.isReached(position, CatalogVersion.parse(least.strip()));
        } catch (IllegalArgumentException e) {
            // Whoever executes the operation says that it is none.
            return false;
        }
    }

    /** Makes the ending of the feed's position; keeps the last one, since the position changes rarely. */
    static final class Writer {

        private final ChangeFeed feed;
        private volatile VersionEnding last = NONE;

        Writer(ChangeFeed feed) {
            this.feed = feed;
        }

        /** The ending at the position where the feed is now. What is found to be current after this is right at it. */
        VersionEnding now() {
            Position position = feed.position().orElse(null);
            VersionEnding known = last;
            if (!Objects.equals(known.position, position)) {
                known = position == null ? NONE : new VersionEnding(position);
                last = known;
            }
            return known;
        }
    }
}
