package dev.catalog.support;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code products} that is not written yet. */
public final class ProductFixture {

    private final CatalogFixtures catalog;
    final String name;
    BigDecimal price = new BigDecimal("10.00");

    @Nullable
    String description;

    @Nullable
    Boolean featured = false;

    @Nullable
    Boolean active = true;

    Instant createdAt;
    Instant updatedAt;

    private @Nullable Category category;

    ProductFixture(CatalogFixtures catalog, String name) {
        this.catalog = catalog;
        this.name = name;
        createdAt = catalog.tick();
        updatedAt = createdAt;
    }

    /** Files the product under a category. Without one, {@link #insert} makes a category of its own for it. */
    public ProductFixture in(Category category) {
        this.category = category;
        return this;
    }

    public ProductFixture description(String description) {
        this.description = description;
        return this;
    }

    /** The price with at most two decimals, such as {@code 10.50}. */
    public ProductFixture price(String price) {
        this.price = new BigDecimal(price).setScale(2);
        return this;
    }

    public ProductFixture featured() {
        return featured(true);
    }

    /** Null is possible in old rows, and read as false. */
    public ProductFixture featured(@Nullable Boolean featured) {
        this.featured = featured;
        return this;
    }

    public ProductFixture inactive() {
        return active(false);
    }

    /** Null is possible in old rows, and read as false. */
    public ProductFixture active(@Nullable Boolean active) {
        this.active = active;
        return this;
    }

    /** The time of creation, and of the last change unless that is said afterwards. At most six decimals are kept. */
    public ProductFixture createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        updatedAt = createdAt;
        return this;
    }

    public ProductFixture updatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
        return this;
    }

    /** Writes the row and returns it as the gateway is to read it. */
    public Product insert() {
        Category home = category == null
                ? catalog.category("Home of " + name).slug("home-" + createdAt).insert()
                : category;
        return catalog.insert(this, home.databaseId());
    }

    Product inserted(long id, long categoryId) {
        boolean shown = Boolean.TRUE.equals(featured);
        boolean onSale = Boolean.TRUE.equals(active);
        return new Product(id, name, description, price, categoryId, shown, onSale, createdAt, updatedAt);
    }
}
