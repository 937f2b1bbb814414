package dev.catalog.graphql;

import static graphql.schema.CoercingParseLiteralException.newCoercingParseLiteralException;
import static graphql.schema.CoercingParseValueException.newCoercingParseValueException;
import static java.util.Objects.requireNonNull;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code DateTime} scalar: an {@link Instant}, written in UTC with six decimals, read from RFC 3339 with any offset
 * and at most six decimals.
 */
final class DateTimeCoercing implements Coercing<Instant, String> {

    private static final Pattern RFC_3339 = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]"
            + "([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.(?<decimals>[0-9]+))?)"
            + "(?:[Zz]|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))");

    private static final int MAX_DECIMALS = 6;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Instant instant) {
            return MICROSECONDS.format(instant);
        }
        throw new CoercingSerializeException("A DateTime is written from an Instant alone");
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
        if (!(input instanceof String text)) {
            throw new CoercingParseValueException("A DateTime is a string in RFC 3339 form.");
        }
        try {
            return parse(text);
        } catch (DateTimeException e) {
            throw newCoercingParseValueException()
                    .message(e.getMessage())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        }
    }

    @Override
    public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        if (!(input instanceof StringValue text)) {
            throw new CoercingParseLiteralException("A DateTime is a string in RFC 3339 form.");
        }
        try {
            return parse(requireNonNull(text.getValue()));
        } catch (DateTimeException e) {
            throw newCoercingParseLiteralException()
                    .message(e.getMessage())
                    .extensions(ErrorCode.BAD_USER_INPUT.extensions())
                    .build();
        }
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return StringValue.of(serialize(input, context, locale));
    }

    private static Instant parse(String text) {
        Matcher matcher = RFC_3339.matcher(text);
        if (text.length() > 64 || !matcher.matches()) {
            throw new DateTimeException("A DateTime is written in RFC 3339 form, such as 2026-03-29T01:30:00.000250Z.");
        }
        String decimals = matcher.group("decimals");
        if (decimals != null && decimals.length() > MAX_DECIMALS) {
            throw new DateTimeException("A DateTime has at most " + MAX_DECIMALS + " decimals.");
        }
        Instant instant =
                localDateTime(matcher.group(1) + "T" + matcher.group(2)).toInstant(ZoneOffset.UTC);
        if (matcher.group("sign") != null) {
            int offset = Integer.parseInt(matcher.group("hours")) * 60 + Integer.parseInt(matcher.group("minutes"));
            instant = instant.plus(matcher.group("sign").equals("+") ? -offset : offset, ChronoUnit.MINUTES);
        }
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new DateTimeException("A DateTime lies within the years 1 to 9999 of UTC.");
        }
        return instant;
    }

    private static LocalDateTime localDateTime(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new DateTimeException("A DateTime names a day of the calendar and a time of that day.", e);
        }
    }
}
