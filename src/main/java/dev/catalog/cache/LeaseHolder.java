package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who holds a lease, as Redis keeps it: a random name, and the position at which the fill begins. */
final class LeaseHolder {

    private static final char SEPARATOR = ' ';

    private LeaseHolder() {}

    /** A new holder, whose fill begins at the position; null where changes aren't followed. */
    static byte[] write(@Nullable Position position) {
        String text = UUID.randomUUID().toString() + SEPARATOR + (position == null ? "" : position);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The position at which the holder's fill began; null where it followed no changes. */
    static @Nullable Position read(byte[] holder) {
        String text = new String(holder, StandardCharsets.US_ASCII);
        String position = text.substring(text.indexOf(SEPARATOR) + 1);
        return position.isEmpty() ? null : Position.parse(position);
    }
}
