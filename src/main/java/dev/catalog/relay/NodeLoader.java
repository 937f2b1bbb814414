package dev.catalog.relay;

import org.jspecify.annotations.Nullable;

/**
 * How a feature lets {@code node} and {@code nodes} find its objects.
 *
 * @param <N> the record that bears the GraphQL type's name
 */
public interface NodeLoader<N extends Node> {

    /** The GraphQL type's name, as it stands in global ids. */
    String typeName();

    /** The name of the DataLoader that finds a node by its database id. */
    String dataLoaderName();

    /** Whether a caller who may not read everything sees the node. Not asked where a scope shows it. */
    boolean isPublic(N node);

    /** The scope that shows all objects of the type, no other doing so; null where inactive ones alone are hidden. */
    default @Nullable String scope() {
        return null;
    }

    /** The table whose rows these are, where it belongs to the catalog, so that its changes are announced; else null. */
    default @Nullable String table() {
        return null;
    }
}
