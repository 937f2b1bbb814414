package dev.catalog.product;

import dev.catalog.cache.TouchedTags;
import java.util.stream.Stream;

/** What a change does to lists of products. Changes that do the same, within one transaction, are equal. */
interface ListMove {

    /** The categories whose ways up the tree decide which lists are touched. */
    Stream<Long> categoryIds();

    void touch(ProductLists lists, TouchedTags touched);
}
