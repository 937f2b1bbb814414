package dev.catalog.feed;

/** A table whose changes are followed. */
public enum CatalogTable {
    CATEGORIES,
    PRODUCTS
}
