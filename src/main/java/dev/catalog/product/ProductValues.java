package dev.catalog.product;

import dev.catalog.category.Category;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.InputErrors;
import dev.catalog.relay.UserErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/**
 * What the columns of a product are to become; those that are absent stay as they are.
 *
 * @param price with two decimals
 */
record ProductValues(
        ArgumentValue<String> name,
        ArgumentValue<BigDecimal> price,
        ArgumentValue<Long> categoryId,
        ArgumentValue<String> description,
        ArgumentValue<Boolean> featured,
        ArgumentValue<Boolean> active) {

    private static final int LONGEST_DESCRIPTION = 65_535;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("99999999.99");

    /** Rounds the price half up and reads the category's id, which throws where it is none. */
    static ProductValues of(
            ArgumentValue<String> name,
            ArgumentValue<BigDecimal> price,
            ArgumentValue<String> categoryId,
            ArgumentValue<String> description,
            ArgumentValue<Boolean> featured,
            ArgumentValue<Boolean> active) {
        return new ProductValues(
                name,
                mapped(price, value -> value.setScale(2, RoundingMode.HALF_UP)),
                mapped(categoryId, id -> GlobalId.databaseId(id, Category.TYPE_NAME, "input.categoryId")),
                description,
                featured,
                active);
    }

    /** Whether they are right by themselves; whether the category is there is asked elsewhere. */
    void check(InputErrors errors) {
        errors.requireName("name", name);
        errors.require("price", price);
        checkPrice(price.value(), errors);
        errors.require("categoryId", categoryId);
        errors.checkText("description", description.value(), LONGEST_DESCRIPTION);
        errors.require("featured", featured);
        errors.require("active", active);
    }

    private static void checkPrice(@Nullable BigDecimal price, InputErrors errors) {
        if (price == null) {
            return;
        }
        if (price.signum() <= 0) {
            errors.add("price", UserErrorCode.GREATER_THAN, "price must be greater than 0, rounded to two decimals.");
        } else if (price.compareTo(HIGHEST_PRICE) > 0) {
            errors.add(
                    "price",
                    UserErrorCode.OUT_OF_RANGE,
                    "price must be at most " + HIGHEST_PRICE + ", rounded to two decimals.");
        }
    }

    private static <T, R> ArgumentValue<R> mapped(ArgumentValue<T> given, Function<T, R> mapping) {
        T value = given.value();
        if (given.isOmitted()) {
            return ArgumentValue.omitted();
        }
        return ArgumentValue.ofNullable(value == null ? null : mapping.apply(value));
    }
}
