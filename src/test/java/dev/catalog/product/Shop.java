package dev.catalog.product;

import dev.catalog.cache.SampledEntries;
import dev.catalog.category.Category;
import dev.catalog.relay.ConnectionArguments;
import dev.catalog.support.CatalogFixtures;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small shop: lamps and chairs in furniture, desk lamps in lamps, and strays in an attic that is not there. Pages of it show
 * one product each, so that most products are on few of them.
 */
final class Shop {

    /** The id of a row that is not there yet. */
    static final long NEW = 900_000;

    final Category furniture;
    final Category lamps;
    final Category deskLamps;
    final Category chairs;
    final Category strays;
    final Product deskLamp;
    private final JdbcClient jdbc;

    Shop(CatalogFixtures catalog, JdbcClient jdbc) {
        this.jdbc = jdbc;
        catalog.clear();
        furniture = catalog.category("Furniture").insert();
        lamps = catalog.category("Lamps").parent(furniture).insert();
        deskLamps = catalog.category("Desk lamps").parent(lamps).insert();
        chairs = catalog.category("Chairs").parent(furniture).insert();
        catalog.category("Empty").parent(lamps).insert();
        strays = catalog.category("Strays").parentId(NEW).insert();
        catalog.product("Arc lamp").in(lamps).price("20.00").insert();
        catalog.product("Brass lamp").in(lamps).price("30.00").featured().insert();
        catalog.product("Candle").in(lamps).price("5.00").inactive().insert();
        deskLamp = catalog.product("Desk lamp").in(deskLamps).price("40.00").insert();
        catalog.product("Oak chair").in(chairs).price("50.00").insert();
        catalog.product("Stray dog").in(strays).price("60.00").insert();
    }

    /** Writes as the Rails application would. */
    void write(String sql, Object... values) {
        jdbc.sql(sql).params(values).update();
    }

    /** Sets columns of the desk lamp. */
    void updateDeskLamp(String columns, Object... values) {
        write("UPDATE products SET " + columns + ", updated_at = now() WHERE name = 'Desk lamp'", values);
    }

    /** Sets columns of the candle, which is inactive. */
    void updateCandle(String columns, Object... values) {
        write("UPDATE products SET " + columns + ", updated_at = now() WHERE name = 'Candle'", values);
    }

    /** Sets columns of a category. */
    void update(Category category, String columns, Object... values) {
        write("UPDATE categories SET " + columns + ", updated_at = now() WHERE id = " + category.databaseId(), values);
    }

    /** Inserts a product without words that anything searches for, dearer than what anything is bound to. */
    void insertProduct(Category category, boolean active, boolean featured) {
        write(
                "INSERT INTO products (id, name, price, category_id, active, featured, created_at, updated_at)"
                        + " VALUES (?, 'Zebra', 99, ?, ?, ?, '2030-01-01', now())",
                NEW,
                category.databaseId(),
                active,
                featured);
    }

    void insertRoot(String slug) {
        write(
                "INSERT INTO categories (id, name, slug, created_at, updated_at) VALUES (?, 'New', ?, now(), now())",
                NEW,
                slug);
    }

    /** Loads entries of every region of products. */
    SampledEntries load(SampledEntries entries) {
        ProductCriteria all = ProductCriteria.ACTIVE;
        entries.add("product:desk", "product", deskLamp.databaseId())
                .add("product:new", "product", NEW)
                .add("homepage", "homepage-featured", NewestKey.MOST)
                .add("popular", "popular-products", NewestKey.MOST)
                .add("all", "products", page(all, null))
                .add("all:price", "products", page(all, ProductOrder.Field.PRICE))
                .add("all:newest", "products", page(all, ProductOrder.Field.CREATED_AT))
                .add("all:featured", "products", page(featured(true), null))
                .add("all:plain", "products", page(featured(false), null))
                .add("all:cheap", "products", page(upTo("25"), null))
                .add("all:search", "products", page(search("lamp"), null))
                .add("all:inactive", "products", page(including(), null))
                .add("named", "products", page(named(deskLamp.databaseId(), NEW), null))
                .add("slug:desk", "products", page(ofSlug(deskLamps.slug(), false), null))
                .add("below:lamps", "products", page(ofSlug(lamps.slug(), true), null))
                .add("below:furniture", "products", page(below(furniture), ProductOrder.Field.PRICE));
        for (Category category : List.of(deskLamps, lamps, chairs)) {
            long id = category.databaseId();
            String slug = category.slug();
            entries.add("in:" + slug, "category-products", page(ProductList.ofCategory(id, all), null))
                    .add("of:" + slug, "products-by-category", page(ProductList.ofActiveCategory(slug), null))
                    .add("count:" + slug, "product-count", new CategoryCountKey(id, false))
                    .add("count:below:" + slug, "product-count", new CategoryCountKey(id, true));
        }
        return entries.add("of:new", "products-by-category", page(ProductList.ofActiveCategory("new"), null))
                .add("count:new", "product-count", new CategoryCountKey(NEW, false))
                .add("count:below:new", "product-count", new CategoryCountKey(NEW, true))
                .add("count:below:furniture", "product-count", new CategoryCountKey(furniture.databaseId(), true))
                .add("total", "filtered-product-count", ProductList.of(all))
                .add("total:cheap", "filtered-product-count", ProductList.of(upTo("25")))
                .add("total:featured", "filtered-product-count", ProductList.of(featured(true)))
                .add("total:search", "filtered-product-count", ProductList.of(search("lamp")))
                .add("total:of:desk-lamps", "filtered-product-count", ProductList.ofActiveCategory(deskLamps.slug()))
                .add("total:below:lamps", "filtered-product-count", ProductList.of(ofSlug(lamps.slug(), true)))
                .add(
                        "total:in:desk-lamps",
                        "filtered-product-count",
                        ProductList.ofCategory(deskLamps.databaseId(), all));
    }

    private static ProductPageKey page(ProductCriteria criteria, ProductOrder.@Nullable Field order) {
        return page(ProductList.of(criteria), order);
    }

    private static ProductPageKey page(ProductList list, ProductOrder.@Nullable Field order) {
        ProductOrder orderBy = order == null ? null : new ProductOrder(order, null);
        return new ProductPageKey(
                list,
                new ConnectionArguments(1, null, null, null)
                        .of(list.text(), ProductOrder.ordering(orderBy, list.criteria())));
    }

    private static ProductCriteria featured(boolean featured) {
        return ProductFilter.criteria(new ProductFilter(null, null, null, null, featured, null, null, null, null));
    }

    private static ProductCriteria upTo(String price) {
        return ProductFilter.criteria(
                new ProductFilter(null, null, null, null, null, null, new BigDecimal(price), null, null));
    }

    private static ProductCriteria search(String words) {
        return ProductFilter.criteria(new ProductFilter(null, null, null, null, null, null, null, words, null));
    }

    private static ProductCriteria including() {
        return ProductFilter.criteria(new ProductFilter(null, null, null, null, null, null, null, null, true));
    }

    private static ProductCriteria named(Long... ids) {
        List<String> texts = List.of(ids).stream().map(String::valueOf).toList();
        return ProductFilter.criteria(new ProductFilter(texts, null, null, null, null, null, null, null, null));
    }

    private static ProductCriteria ofSlug(String slug, boolean subtree) {
        return ProductFilter.criteria(new ProductFilter(null, null, slug, subtree, null, null, null, null, null));
    }

    private static ProductCriteria below(Category category) {
        return ProductFilter.criteria(new ProductFilter(null, category.id(), null, true, null, null, null, null, null));
    }
}
