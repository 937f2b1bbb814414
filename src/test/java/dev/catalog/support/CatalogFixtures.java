package dev.catalog.support;

import dev.catalog.cache.RegionCaches;
import dev.catalog.category.Category;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the rows a test is about straight into the tables, as the Rails application beside the gateway would:
 * {@code catalog.product("Brass lamp").in(lamps).price("10.50").insert()}.
 * <p>What comes back is the record that the gateway is to read. Each row is made a second after the one before it.
 */
public final class CatalogFixtures {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00.000250Z");

    private final JdbcClient jdbc;
    private final ObjectProvider<RegionCaches> caches;
    private final ObjectProvider<ChangeFeed> feed;
    private Instant clock = EPOCH;

    CatalogFixtures(JdbcClient jdbc, ObjectProvider<RegionCaches> caches, ObjectProvider<ChangeFeed> feed) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.caches = caches;
    }

    /** Empties the catalog and every cached region. The ids of former rows don't come again. */
    public void clear() {
        jdbc.sql("TRUNCATE products, categories").update();
        clock = EPOCH;
        evict();
    }

    /** Makes every cached answer a miss, where the context has caches, once all rows written by now are known to it. */
    public void evict() {
        follow();
        caches.ifAvailable(RegionCaches::evictAll);
    }

    /** Waits until the gateway knows of every row written by now, where it follows changes. */
    public void follow() {
        feed.ifAvailable(changes -> changes.catchUp(Duration.ofSeconds(10)));
    }

    /** An active root at position 0 whose slug is its name in lower case with dashes, unless said otherwise. */
    public CategoryFixture category(String name) {
        return new CategoryFixture(this, name);
    }

    /** An active product that is not featured, has no description and costs 10.00, unless said otherwise. */
    public ProductFixture product(String name) {
        return new ProductFixture(this, name);
    }

    /** Puts a category below another one, itself or one below itself included: cycles are possible rows. */
    public void moveBelow(Category category, Category parent) {
        jdbc.sql("UPDATE categories SET parent_id = ? WHERE id = ?")
                .params(parent.databaseId(), category.databaseId())
                .update();
    }

    /** Deletes the category's row alone, as Rails does: those below it stay, and name a parent that is gone. */
    public void delete(Category category) {
        jdbc.sql("DELETE FROM categories WHERE id = ?")
                .param(category.databaseId())
                .update();
    }

    /** Deletes the product's row. */
    public void delete(Product product) {
        jdbc.sql("DELETE FROM products WHERE id = ?")
                .param(product.databaseId())
                .update();
    }

    Instant tick() {
        clock = clock.plus(Duration.ofSeconds(1));
        return clock;
    }

    Category insert(CategoryFixture row) {
        long id = jdbc.sql("""
                        INSERT INTO categories (name, slug, parent_id, position, active, created_at, updated_at)
                        VALUES (:name, :slug, :parent, :position, :active, :created, :updated) RETURNING id
                        """)
                .param("name", row.name)
                .param("slug", row.slug)
                .param("parent", row.parentId)
                .param("position", row.position)
                .param("active", row.active)
                .param("created", utc(row.createdAt))
                .param("updated", utc(row.updatedAt))
                .query(Long.class)
                .single();
        return row.inserted(id);
    }

    Product insert(ProductFixture row, long categoryId) {
        long id = jdbc.sql("""
                        INSERT INTO products
                          (name, description, price, category_id, featured, active, created_at, updated_at)
                        VALUES (:name, :description, :price, :category, :featured, :active, :created, :updated)
                        RETURNING id
                        """)
                .param("name", row.name)
                .param("description", row.description)
                .param("price", row.price)
                .param("category", categoryId)
                .param("featured", row.featured)
                .param("active", row.active)
                .param("created", utc(row.createdAt))
                .param("updated", utc(row.updatedAt))
                .query(Long.class)
                .single();
        return row.inserted(id, categoryId);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
