package dev.catalog.support;

import dev.catalog.category.Category;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of {@code categories} that is not written yet. */
public final class CategoryFixture {

    private final CatalogFixtures catalog;
    final String name;
    String slug;

    @Nullable
    Long parentId;

    @Nullable
    Integer position = 0;

    @Nullable
    Boolean active = true;

    Instant createdAt;
    Instant updatedAt;

    CategoryFixture(CatalogFixtures catalog, String name) {
        this.catalog = catalog;
        this.name = name;
        slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        createdAt = catalog.tick();
        updatedAt = createdAt;
    }

    public CategoryFixture slug(String slug) {
        this.slug = slug;
        return this;
    }

    public CategoryFixture parent(Category parent) {
        return parentId(parent.databaseId());
    }

    /** Names a parent by its key, whether or not there is such a row. */
    public CategoryFixture parentId(long parentId) {
        this.parentId = parentId;
        return this;
    }

    public CategoryFixture position(@Nullable Integer position) {
        this.position = position;
        return this;
    }

    public CategoryFixture inactive() {
        return active(false);
    }

    /** Null is possible in old rows, and read as false. */
    public CategoryFixture active(@Nullable Boolean active) {
        this.active = active;
        return this;
    }

    /** The time of creation, and of the last change unless that is said afterwards. At most six decimals are kept. */
    public CategoryFixture createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        updatedAt = createdAt;
        return this;
    }

    public CategoryFixture updatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
        return this;
    }

    /** Writes the row and returns it as the gateway is to read it. */
    public Category insert() {
        return catalog.insert(this);
    }

    Category inserted(long id) {
        boolean listed = Boolean.TRUE.equals(active);
        return new Category(id, name, slug, parentId, position, listed, createdAt, updatedAt);
    }
}
