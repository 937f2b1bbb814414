package dev.catalog.relay;

import dev.catalog.relay.KeysetOrder.Field;
import java.util.stream.Stream;

/** A connection field of the schema, whose rows all belong to one category, its home. */
enum KeysetList {
    PRODUCTS("products", "{ list: products(%2$s) %3$s }"),
    FILTERED_PRODUCTS("products", "{ list: products(filter: { categoryId: %1$d } %2$s) %3$s }"),
    PRODUCTS_BY_CATEGORY("products-by-category", "{ list: productsByCategory(slug: \"home\" %2$s) %3$s }"),
    CATEGORY_PRODUCTS("category-products", "{ category(id: %1$d) { list: products(%2$s) %3$s } }"),
    CATEGORIES("categories", "{ list: categories(filter: { roots: false } %2$s) %3$s }"),
    SUBCATEGORIES("categories", "{ list: categories(filter: { parentId: %1$d } %2$s) %3$s }");

    private static final String PAGE = """
            {
              edges { cursor node { databaseId } }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            }
            """;

    private final String region;
    private final String document;

    KeysetList(String region, String document) {
        this.region = region;
        this.document = document;
    }

    /** The cache region that keeps the list's pages. */
    String region() {
        return region;
    }

    String document(long home, String arguments) {
        return document.formatted(home, arguments, PAGE);
    }

    /** Where the connection stands in the answer. */
    String path() {
        return this == CATEGORY_PRODUCTS ? "category.list" : "list";
    }

    boolean isOfCategories() {
        return this == CATEGORIES || this == SUBCATEGORIES;
    }

    /** Whether a client chooses the order; else the list is by name. */
    boolean isOrderable() {
        return this != PRODUCTS_BY_CATEGORY;
    }

    /** Every order that the list can have. */
    Stream<KeysetOrder> orders() {
        if (!isOrderable()) {
            return Stream.of(new KeysetOrder(Field.NAME, OrderDirection.ASC));
        }
        Field ofItsOwn = isOfCategories() ? Field.POSITION : Field.PRICE;
        return Stream.of(Field.NAME, Field.CREATED_AT, ofItsOwn)
                .flatMap(field ->
                        Stream.of(OrderDirection.values()).map(direction -> new KeysetOrder(field, direction)));
    }
}
