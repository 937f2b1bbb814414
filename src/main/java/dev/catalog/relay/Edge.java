package dev.catalog.relay;

/** A row of a list and its place there. */
public record Edge<T>(String cursor, T node) {}
