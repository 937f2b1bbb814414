package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;

/**
 * A catalog of three levels: roots, shelves below each root, boxes below each shelf, and products in shelves and boxes.
 *
 * @param shelf the first shelf of the first root
 * @param product a product of that shelf
 */
record SampleCatalog(Category root, Category shelf, Product product) {

    /** How much of everything there is. */
    enum Size {
        SMALL(2, 4),
        LARGE(6, 20);

        private final int breadth;
        private final int productsPerShelf;

        Size(int breadth, int productsPerShelf) {
            this.breadth = breadth;
            this.productsPerShelf = productsPerShelf;
        }
    }

    static SampleCatalog fill(CatalogFixtures catalog, Size size) {
        catalog.clear();
        SampleCatalog first = null;
        for (int r = 0; r < size.breadth; r++) {
            Category root = catalog.category("Root " + r).position(r).insert();
            for (int s = 0; s < size.breadth; s++) {
                Category shelf =
                        catalog.category("Shelf " + r + " " + s).parent(root).insert();
                Product product = stock(catalog, shelf, size);
                first = first == null ? new SampleCatalog(root, shelf, product) : first;
            }
        }
        if (first == null) {
            throw new IllegalStateException("A catalog of no breadth has no first product");
        }
        catalog.evict();
        return first;
    }

    private static Product stock(CatalogFixtures catalog, Category shelf, Size size) {
        for (int b = 0; b < 2; b++) {
            Category box =
                    catalog.category(shelf.name() + " box " + b).parent(shelf).insert();
            catalog.product("Boxed of " + box.name()).in(box).insert();
        }
        for (int p = 1; p < size.productsPerShelf; p++) {
            catalog.product("Product " + p + " of " + shelf.name())
                    .in(shelf)
                    .price(p + ".50")
                    .featured(p % 2 == 0)
                    .insert();
        }
        return catalog.product("Last of " + shelf.name())
                .in(shelf)
                .price("10.50")
                .featured()
                .insert();
    }
}
