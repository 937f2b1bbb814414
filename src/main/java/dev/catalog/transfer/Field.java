package dev.catalog.transfer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that the fields of a catalog keep. Lengths are counted in Unicode characters. */
final class Field {

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_DESCRIPTION = 65_535;
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("99999999.99");
    private static final int DECIMALS = 2;

    private static final Pattern BLANK = Pattern.compile("\\p{IsWhite_Space}*");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern BELOW_MICROSECONDS = Pattern.compile("\\.[0-9]{7}");

    private Field() {}

    /** A name or a slug. */
    static String title(LineObject object, String field) {
        String text = object.text(field);
        if (BLANK.matcher(text).matches()) {
            throw object.fault(field, "must not be blank");
        }
        return bounded(object, field, text, LONGEST_TITLE);
    }

    static @Nullable String description(LineObject object, String field) {
        String text = object.textOrNull(field);
        return text == null ? null : bounded(object, field, text, LONGEST_DESCRIPTION);
    }

    static BigDecimal price(LineObject object, String field) {
        String text = object.text(field);
        if (!DECIMAL.matcher(text).matches()) {
            throw object.fault(field, "must be a decimal number such as 10.50, not " + Quoted.value(text));
        }
        BigDecimal price = new BigDecimal(text);
        if (price.scale() > DECIMALS) {
            throw object.fault(field, "must not have more than %d decimals: %s".formatted(DECIMALS, text));
        }
        if (price.signum() <= 0) {
            throw object.fault(field, "must be greater than 0: " + text);
        }
        if (price.compareTo(HIGHEST_PRICE) > 0) {
            throw object.fault(field, "must be at most %s: %s".formatted(HIGHEST_PRICE, text));
        }
        return price;
    }

    static LocalDateTime time(LineObject object, String field) {
        String text = object.text(field);
        if (!TIME.matcher(text).matches()) {
            throw object.fault(field, "must be a time such as 2026-01-31T09:30:00.123456Z, not " + Quoted.value(text));
        }
        if (BELOW_MICROSECONDS.matcher(text).find()) {
            throw object.fault(field, "must not be finer than microseconds: " + Quoted.value(text));
        }
        return utc(object, field, text);
    }

    private static LocalDateTime utc(LineObject object, String field, String text) {
        try {
            LocalDateTime time = OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            throw object.fault(field, "there is no such time: " + Quoted.value(text));
        }
        throw object.fault(field, "must be in the years 0001 to 9999: " + Quoted.value(text));
    }

    private static String bounded(LineObject object, String field, String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            throw object.fault(field, "must have at most %d characters, not %d".formatted(longest, length));
        }
        return text;
    }
}
