package dev.catalog.graphql;

import dev.catalog.feed.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A position of the change feed as clients hold it: one opaque word. */
public final class CatalogVersion {

    /** The header by which a client says which version an answer must at least be of. */
    public static final String LEAST_HEADER = "X-Catalog-Min-Version";

    private static final int LONGEST = 20_000;

    private CatalogVersion() {}

    public static String of(Position position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Whether a node at the position shows all that a client at the least one has seen. What was in another history of the
     * database can't be waited for: what is not lost of it has been read.
     */
    public static boolean isReached(Position position, Position least) {
        return position.contains(least) || !position.database().equals(least.database());
    }

    /** The position that a client sends back; throws {@link IllegalArgumentException} where it is none. */
    public static Position parse(String version) {
        if (version.length() > LONGEST) {
            throw new IllegalArgumentException("Too long for a version");
        }
        return Position.parse(new String(Base64.getUrlDecoder().decode(version), StandardCharsets.US_ASCII));
    }
}
