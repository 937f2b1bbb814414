package dev.catalog.category;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Node;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shelf of the catalog, as it is read and cached.
 *
 * @param position place among its siblings; null in some old rows, which come last
 * @param parentId the row above, which may be gone; null for a root
 */
public record Category(
        long databaseId,
        String name,
        String slug,
        @Nullable Long parentId,
        @Nullable Integer position,
        boolean active,
        Instant createdAt,
        Instant updatedAt)
        implements Node {

    /** The name of the type, as it stands in global ids. */
    public static final String TYPE_NAME = "Category";

    @Override
    public String id() {
        return new GlobalId(TYPE_NAME, databaseId).toString();
    }
}
