package dev.catalog.graphql;

import dev.catalog.feed.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A position of the change feed as clients hold it: one opaque word. */
final class CatalogVersion {

    private static final int LONGEST = 20_000;

    private CatalogVersion() {}

    static String of(Position position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The position that a client sends back; throws {@link IllegalArgumentException} where it is none. */
    static Position parse(String version) {
        if (version.length() > LONGEST) {
            throw new IllegalArgumentException("Too long for a version");
        }
        return Position.parse(new String(Base64.getUrlDecoder().decode(version), StandardCharsets.US_ASCII));
    }
}
