package dev.catalog.product;

import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.OrderDirection;
import dev.catalog.relay.Ordering;
import dev.catalog.relay.SortKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input {@code ProductOrder}; a null direction is the field's default. */
record ProductOrder(Field field, @Nullable OrderDirection direction) {

    /** The name of the order that a list has where none is asked for. */
    static final String DEFAULT = "NAME.ASC";

    enum Field {
        NAME,
        PRICE,
        CREATED_AT,
        RELEVANCE
    }

    /** The order of a list. Throws {@link BadUserInputException} for relevance without a search. */
    static Ordering<Product> ordering(@Nullable ProductOrder order, ProductCriteria criteria) {
        ProductOrder asked = order == null ? new ProductOrder(Field.NAME, null) : order;
        if (asked.field == Field.RELEVANCE && criteria.search() == null) {
            throw BadUserInputException.of("orderBy.field", "RELEVANCE needs filter.search");
        }
        return asked.ordering();
    }

    static boolean isByRelevance(Ordering<Product> ordering) {
        return ordering.name().startsWith(Field.RELEVANCE.name());
    }

    private Ordering<Product> ordering() {
        boolean descending =
                OrderDirection.isDescending(direction, field == Field.CREATED_AT || field == Field.RELEVANCE);
        SortKey<Product> id = SortKey.number("p.id", Product::databaseId);
        return new Ordering<>(field + "." + (descending ? "DESC" : "ASC"), List.of(key(), id), descending, columns());
    }

    private SortKey<Product> key() {
        return switch (field) {
            case NAME -> SortKey.text("p.name", Product::name);
            case PRICE -> SortKey.decimal("p.price", Product::price);
            case CREATED_AT -> SortKey.time("p.created_at", Product::createdAt);
            case RELEVANCE -> SortKey.score(ProductSql.SCORE);
        };
    }

    private Set<String> columns() {
        return switch (field) {
            case NAME -> Set.of("name");
            case PRICE -> Set.of("price");
            case CREATED_AT -> Set.of("created_at");
            case RELEVANCE -> Set.of("name", "description");
        };
    }
}
