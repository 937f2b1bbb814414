package dev.catalog.graphql;

import dev.catalog.feed.ChangePlace;
import dev.catalog.feed.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A position of the change feed, or a place among its changes, as clients hold it: one opaque word. */
public final class CatalogVersion {

    /** The header by which a client says which version an answer must at least be of. */
    public static final String LEAST_HEADER = "X-Catalog-Min-Version";

    private static final int LONGEST = 40_000;

    private CatalogVersion() {}

    public static String of(Position position) {
        return of(ChangePlace.at(position));
    }

    static String of(ChangePlace place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Whether a node at the position shows all that a client at the least one has seen. What was in another history of the
     * database can't be waited for: what is not lost of it has been read.
     */
    public static boolean isReached(Position position, Position least) {
        return position.contains(least) || !position.database().equals(least.database());
    }

    /** The position that holds all that a client has seen; throws {@link IllegalArgumentException} where this is no version. */
    public static Position parse(String version) {
        return place(version).seen();
    }

    /** Where a client is among the changes; throws {@link IllegalArgumentException} where this is no version. */
    static ChangePlace place(String version) {
        if (version.length() > LONGEST) {
            throw new IllegalArgumentException("Too long for a version");
        }
        return ChangePlace.parse(new String(Base64.getUrlDecoder().decode(version), StandardCharsets.US_ASCII));
    }
}
