package dev.catalog.transfer;

import java.sql.Connection;
import java.sql.SQLException;

/** Copies the products, whose ids the database makes. They count as last updated when they were created. */
final class ProductRows implements AutoCloseable {

    private static final String TARGET =
            "products (name, description, price, category_id, featured, active, created_at, updated_at)";

    private final CopyStream rows;
    private final CategoryRows categories;

    ProductRows(Connection connection, CategoryRows categories) throws SQLException {
        this.rows = new CopyStream(connection, TARGET);
        this.categories = categories;
    }

    void add(Line line) throws SQLException {
        ProductLine product = ProductLine.parse(line);
        Long category = categories.id(product.categorySlug());
        if (category == null) {
            throw product.categoryUnknown();
        }
        rows.add(
                line,
                product.name(),
                product.description(),
                product.price(),
                category,
                product.featured(),
                product.active(),
                product.createdAt(),
                product.createdAt());
    }

    void end() throws SQLException {
        rows.end();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
