package dev.catalog.category;

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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code categories}, and how a result of SQL becomes the record. */
@Entity
@DynamicUpdate
@Table(name = "categories")
@SqlResultSetMapping(
        name = CategoryEntity.ROW,
        classes =
                @ConstructorResult(
                        targetClass = Category.class,
                        columns = {
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "name", type = String.class),
                            @ColumnResult(name = "slug", type = String.class),
                            @ColumnResult(name = "parent_id", type = Long.class),
                            @ColumnResult(name = "position", type = Integer.class),
                            @ColumnResult(name = "active", type = Boolean.class),
                            @ColumnResult(name = "created_at", type = UtcTimestamp.class),
                            @ColumnResult(name = "updated_at", type = UtcTimestamp.class)
                        }),
        columns = {
            @ColumnResult(name = "score", type = Double.class),
            @ColumnResult(name = "owner", type = Long.class),
            @ColumnResult(name = "side", type = Integer.class)
        })
class CategoryEntity {

    /** The record, its score, the id it was found for, and its side of the page. */
    static final String ROW = "Category";

    /** The record's columns, read from the alias {@code c}. */
    static final String COLUMNS =
            "c.id, c.name, c.slug, c.parent_id, c.position, coalesce(c.active, false) as active, c.created_at, c.updated_at";

    /** The score of a row: no list of categories has an order by it. */
    static final String UNSCORED = ", cast(0 as double precision) as score";

    /** What a row bears beside the record where it was found for no other row. */
    static final String ALONE = UNSCORED + ", cast(0 as bigint) as owner, 0 as side";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Nullable
    String name;

    @Nullable
    String slug;

    @Column(name = "parent_id")
    @Nullable
    Long parentId;

    @Nullable
    Integer position;

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
    static CategoryEntity madeAt(Instant time) {
        CategoryEntity category = new CategoryEntity();
        category.createdAt = time;
        category.updatedAt = time;
        return category;
    }

    /** Takes over the values that are given; whether that changes any. */
    boolean take(CategoryValues values) {
        List<@Nullable Object> before = state();
        if (!values.name().isOmitted()) {
            name = values.name().value();
        }
        if (!values.slug().isOmitted()) {
            slug = values.slug().value();
        }
        if (!values.parentId().isOmitted()) {
            parentId = values.parentId().value();
        }
        if (!values.position().isOmitted()) {
            position = values.position().value();
        }
        if (!values.active().isOmitted()) {
            active = values.active().value();
        }
        return !Objects.equals(before, state());
    }

    private List<@Nullable Object> state() {
        return Arrays.asList(name, slug, parentId, position, active);
    }
}
