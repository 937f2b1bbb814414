package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lease, as others need to know it: a fill that began in this generation of the region and at this position.
 *
 * @param position null where changes aren't followed
 */
record LeaseHolder(long generation, @Nullable Position position) {

    private static final String SEPARATOR = " ";

    /** As Redis keeps it, with a random name that tells it from all others. */
    byte[] named() {
        String text = String.join(
                SEPARATOR,
                UUID.randomUUID().toString(),
                Long.toString(generation),
                position == null ? "" : position.toString());
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what {@link #named} made. */
    static LeaseHolder parse(byte[] named) {
        String[] parts = new String(named, StandardCharsets.US_ASCII).split(SEPARATOR, -1);
        return new LeaseHolder(Long.parseLong(parts[1]), parts[2].isEmpty() ? null : Position.parse(parts[2]));
    }
}
