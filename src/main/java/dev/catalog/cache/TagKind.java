package dev.catalog.cache;

/**
 * A kind of thing that cached values depend on, such as the rows of one category's products.
 *
 * @param name kebab case
 * @param touchedBy which changes of the catalog touch a tag of this kind, a phrase for the documentation
 */
public record TagKind(String name, String touchedBy) {}
