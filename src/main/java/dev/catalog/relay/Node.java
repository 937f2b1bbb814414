package dev.catalog.relay;

/** A record that `node` finds by its global id. */
public interface Node {

    /** The global id. */
    String id();
}
