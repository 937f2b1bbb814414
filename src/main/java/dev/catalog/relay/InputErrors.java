package dev.catalog.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** What is wrong with the fields of one mutation's input, all of it. Fields that are absent are right. */
public final class InputErrors {

    /** Characters that a name may have. */
    public static final int LONGEST_NAME = 255;

    private static final Pattern BLANK = Pattern.compile("\\p{IsWhite_Space}*");

    private final List<UserError> errors = new ArrayList<>();

    /** The errors so far, in the order in which they were found. */
    public List<UserError> all() {
        return List.copyOf(errors);
    }

    public boolean areNone() {
        return errors.isEmpty();
    }

    public void add(String field, UserErrorCode code, String message) {
        errors.add(UserError.of(field, code, message));
    }

    /** Demands that the field is not null. */
    public void require(String field, ArgumentValue<?> given) {
        if (!given.isOmitted() && given.value() == null) {
            blank(field);
        }
    }

    /** Demands a name: more than white space, up to {@value #LONGEST_NAME} characters. */
    public void requireName(String field, ArgumentValue<String> given) {
        if (given.isOmitted()) {
            return;
        }
        String name = given.value();
        if (name == null || BLANK.matcher(name).matches()) {
            blank(field);
        } else {
            checkText(field, name, LONGEST_NAME);
        }
    }

    /** Demands that a text is none, or one that a column holds, of so many characters at most. */
    public void checkText(String field, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (!SqlText.isStorable(text)) {
            add(field, UserErrorCode.INVALID, field + " must hold no NUL character and no half of a surrogate pair.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            add(
                    field,
                    UserErrorCode.TOO_LONG,
                    String.format(
                            Locale.ROOT, "%s must have at most %,d characters, not %,d.", field, longest, length));
        }
    }

    public void blank(String field) {
        add(field, UserErrorCode.BLANK, field + " must not be blank.");
    }
}
