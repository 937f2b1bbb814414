package dev.catalog.transfer;

import java.util.Locale;

/** The sizes of a catalog that was imported. */
record ImportedCatalog(long categories, long products) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d categories and %,d products", categories, products);
    }
}
