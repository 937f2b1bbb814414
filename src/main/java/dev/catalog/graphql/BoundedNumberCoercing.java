package dev.catalog.graphql;

import static graphql.schema.CoercingParseLiteralException.newCoercingParseLiteralException;
import static graphql.schema.CoercingParseValueException.newCoercingParseValueException;
import static java.util.Objects.requireNonNull;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A numeric scalar whose input, a number or a number in a string, is bounded before its delegate reads it: at most 40
 * digits, and an exponent in scientific notation within ±40.
 * <p>Arithmetic on a number such as {@code 1e50000000} takes seconds and gigabytes; the bounds look at its parts alone.
 */
final class BoundedNumberCoercing<T> implements Coercing<T, T> {

    private static final int MAX_DIGITS = 40;
    private static final int MAX_EXPONENT = 40;

    // No number within the bounds needs more, and reading digits takes time that is quadratic in their number.
    private static final int MAX_CHARACTERS = 128;
    private static final int MAX_BITS = BigInteger.TEN.pow(MAX_DIGITS).bitLength();

    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+|[0-9]*\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final Coercing<T, T> delegate;
    private final String name;
    private final String range;
    private final Class<T> type;

    /** A scalar of this name; {@code range} says which numbers the delegate takes, as an end of a sentence. */
    BoundedNumberCoercing(String name, String range, Class<T> type, Coercing<T, T> delegate) {
        this.name = name;
        this.range = range;
        this.type = type;
        this.delegate = delegate;
    }

    @Override
    public @Nullable T serialize(Object value, GraphQLContext context, Locale locale) {
        // Out of a decimal the delegate would make another by way of its text, which the one of a cached value then
        // keeps.
        return type.isInstance(value) ? type.cast(value) : delegate.serialize(value, context, locale);
    }

    @Override
    public @Nullable T parseValue(Object input, GraphQLContext context, Locale locale) {
        if (!(input instanceof Number || input instanceof String)) {
            throw new CoercingParseValueException(wrongKind());
        }
        try {
            return delegate.parseValue(bounded(input), context, locale);
        } catch (OutOfBoundsException e) {
            throw newCoercingParseValueException()
                    .message(e.getMessage())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        } catch (CoercingParseValueException e) {
            throw newCoercingParseValueException()
                    .message(outOfRange())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        }
    }

    @Override
    public @Nullable T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        Object number = numberOf(input);
        try {
            return delegate.parseValue(bounded(number), context, locale);
        } catch (OutOfBoundsException e) {
            throw newCoercingParseLiteralException()
                    .message(e.getMessage())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        } catch (CoercingParseValueException e) {
            throw newCoercingParseLiteralException()
                    .message(outOfRange())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        }
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return delegate.valueToLiteral(input, context, locale);
    }

    private Object numberOf(Value<?> literal) {
        return switch (literal) {
            case IntValue value -> requireNonNull(value.getValue());
            case FloatValue value -> requireNonNull(value.getValue());
            case StringValue value -> requireNonNull(value.getValue());
            default -> throw new CoercingParseLiteralException(wrongKind());
        };
    }

    private BigDecimal bounded(Object input) {
        BigDecimal number = toDecimal(input);
        if (number.unscaledValue().bitLength() > MAX_BITS || number.precision() > MAX_DIGITS) {
            throw new OutOfBoundsException("A %s has at most %d digits.".formatted(name, MAX_DIGITS));
        }
        long exponent = number.precision() - (long) number.scale() - 1;
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw beyondExponent();
        }
        return number;
    }

    private BigDecimal toDecimal(Object input) {
        return switch (input) {
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            default -> toDecimal(input.toString());
        };
    }

    private BigDecimal toDecimal(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new OutOfBoundsException("A %s has at most %d digits.".formatted(name, MAX_DIGITS));
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new OutOfBoundsException(wrongKind());
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw beyondExponent();
        }
    }

    private OutOfBoundsException beyondExponent() {
        return new OutOfBoundsException(
                "A %s has an exponent between -%d and %d.".formatted(name, MAX_EXPONENT, MAX_EXPONENT));
    }

    private String wrongKind() {
        return "A %s is a number, or a number in a string.".formatted(name);
    }

    private String outOfRange() {
        return "A %s is %s.".formatted(name, range);
    }

    private static final class OutOfBoundsException extends RuntimeException {

        OutOfBoundsException(String message) {
            super(message);
        }
    }
}
