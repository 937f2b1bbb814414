package dev.catalog.product;

import dev.catalog.relay.UtcTimestamp;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code products}, and how a result of SQL becomes the record. */
@Entity
@DynamicUpdate
@Table(name = "products")
@SqlResultSetMapping(
        name = ProductEntity.ROW,
        classes =
                @ConstructorResult(
                        targetClass = Product.class,
                        columns = {
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "name", type = String.class),
                            @ColumnResult(name = "description", type = String.class),
                            @ColumnResult(name = "price", type = BigDecimal.class),
                            @ColumnResult(name = "category_id", type = Long.class),
                            @ColumnResult(name = "featured", type = Boolean.class),
                            @ColumnResult(name = "active", type = Boolean.class),
                            @ColumnResult(name = "created_at", type = UtcTimestamp.class),
                            @ColumnResult(name = "updated_at", type = UtcTimestamp.class)
                        }),
        columns = {
            @ColumnResult(name = "score", type = Double.class),
            @ColumnResult(name = "owner", type = Long.class),
            @ColumnResult(name = "side", type = Integer.class)
        })
class ProductEntity {

    /** The record, its score, the id it was found for, and its side of the page. */
    static final String ROW = "Product";

    /** The record's columns, read from the alias {@code p}. */
    static final String COLUMNS = "p.id, p.name, p.description, p.price, p.category_id,"
            + " coalesce(p.featured, false) as featured, coalesce(p.active, false) as active, p.created_at, p.updated_at";

    /** The score of a row that was not searched for, or whose score doesn't matter. */
    static final String UNSCORED = ", cast(0 as double precision) as score";

    /** What a row bears beside the record where it was neither searched for nor found for a parent. */
    static final String ALONE = UNSCORED + ", cast(0 as bigint) as owner, 0 as side";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Nullable
    String name;

    @Nullable
    String description;

    @Nullable
    BigDecimal price;

    @Column(name = "category_id")
    @Nullable
    Long categoryId;

    @Nullable
    Boolean featured;

    @Nullable
    Boolean active;

    @Column(name = "created_at")
    @Type(UtcTimestamp.class)
    @Nullable
    Instant createdAt;

    @Column(name = "updated_at")
    @Type(UtcTimestamp.class)
    @Nullable
    Instant updatedAt;

    /** A row that is not written yet. */
    static ProductEntity madeAt(Instant time) {
        ProductEntity product = new ProductEntity();
        product.createdAt = time;
        product.updatedAt = time;
        return product;
    }

    /** Takes over the values that are given; whether that changes any. */
    boolean take(ProductValues values) {
        List<@Nullable Object> before = state();
        if (!values.name().isOmitted()) {
            name = values.name().value();
        }
        if (!values.price().isOmitted()) {
            price = values.price().value();
        }
        if (!values.categoryId().isOmitted()) {
            categoryId = values.categoryId().value();
        }
        if (!values.description().isOmitted()) {
            description = values.description().value();
        }
        if (!values.featured().isOmitted()) {
            featured = values.featured().value();
        }
        if (!values.active().isOmitted()) {
            active = values.active().value();
        }
        return !Objects.equals(before, state());
    }

    private List<@Nullable Object> state() {
        return Arrays.asList(name, price, categoryId, description, featured, active);
    }
}
