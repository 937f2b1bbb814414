package dev.catalog.product;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the shop sells, as it is read and cached.
 *
 * @param price with two decimals
 */
public record Product(
        long databaseId,
        String name,
        @Nullable String description,
        BigDecimal price,
        long categoryId,
        boolean featured,
        boolean active,
        Instant createdAt,
        Instant updatedAt)
        implements Node {

    public Product {
        price = compact(price);
    }

    /** The name of the type, as it stands in global ids. */
    public static final String TYPE_NAME = "Product";

    @Override
    public String id() {
        return new GlobalId(TYPE_NAME, databaseId).toString();
    }

    /** The same number without an object of its own for its digits, as JDBC's has; it is kept in memory. */
    private static BigDecimal compact(BigDecimal number) {
        BigInteger digits = number.unscaledValue();
        return digits.bitLength() < Long.SIZE ? BigDecimal.valueOf(digits.longValue(), number.scale()) : number;
    }
}
