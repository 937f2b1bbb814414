package dev.catalog.relay;

import java.nio.charset.StandardCharsets;

/** What PostgreSQL can keep as text. */
public final class SqlText {

    private SqlText() {}

    /** Whether a column can hold the text: no NUL character, no half of a surrogate pair. What it can't hold matches nothing. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
