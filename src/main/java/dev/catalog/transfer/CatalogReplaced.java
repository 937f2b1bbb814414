package dev.catalog.transfer;

/** Published once an import is committed: every row of the catalog is another than before. */
public record CatalogReplaced() {}
