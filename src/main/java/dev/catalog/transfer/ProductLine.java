package dev.catalog.transfer;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product as a file has it.
 *
 * @param createdAt in UTC
 */
record ProductLine(
        Line line,
        String name,
        @Nullable String description,
        BigDecimal price,
        String categorySlug,
        boolean featured,
        boolean active,
        LocalDateTime createdAt) {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String PRICE = "price";
    private static final String CATEGORY_SLUG = "category_slug";
    private static final String FEATURED = "featured";
    private static final String ACTIVE = "active";
    private static final String CREATED_AT = "created_at";
    private static final List<String> FIELDS =
            List.of(NAME, DESCRIPTION, PRICE, CATEGORY_SLUG, FEATURED, ACTIVE, CREATED_AT);

    static ProductLine parse(Line line) {
        LineObject object = LineObject.parse(line, FIELDS);
        return new ProductLine(
                line,
                Field.title(object, NAME),
                Field.description(object, DESCRIPTION),
                Field.price(object, PRICE),
                object.text(CATEGORY_SLUG),
                object.flag(FEATURED),
                object.flag(ACTIVE),
                Field.time(object, CREATED_AT));
    }

    ImportException categoryUnknown() {
        return line.fault(CATEGORY_SLUG, "no category has the slug " + Quoted.value(categorySlug));
    }
}
