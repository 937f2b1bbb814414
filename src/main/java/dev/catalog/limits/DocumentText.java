package dev.catalog.limits;

import org.jspecify.annotations.Nullable;

/**
 * What keeps a parser busy for longer than the length of a document lets expect, told from its text alone: to parse a type looks
 * ahead to the end of its lists once for each of them, and to read a number takes time that is quadratic in its digits.
 */
public final class DocumentText {

    /** Deeper than the parser's own bound lets through. */
    private static final int DEEPEST = 250;

    /** Of one number; far more than any scalar takes. */
    private static final int MOST_DIGITS = 1_000;

    private static final String QUOTES = "\"\"\"";

    private DocumentText() {}

    /** The first of both that there is; null where there is neither. */
    public static @Nullable Excess excess(String document) {
        int depth = 0;
        int deepest = 0;
        int digits = 0;
        int most = 0;
        for (int i = 0; i < document.length(); i++) {
            digits = isDigit(document.charAt(i)) ? digits + 1 : 0;
            most = Math.max(most, digits);
            switch (document.charAt(i)) {
                case '[' -> deepest = Math.max(deepest, ++depth);
                case ']' -> depth = Math.max(0, depth - 1);
                case '#' -> i = endOfLine(document, i);
                case '"' -> i = endOfString(document, i);
                default -> {}
            }
        }
        return deepest > DEEPEST
                ? Excess.of(Limit.BRACKETS, deepest, DEEPEST)
                : most > MOST_DIGITS ? Excess.of(Limit.DIGITS, most, MOST_DIGITS) : null;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int endOfLine(String document, int start) {
        int i = start;
        while (i < document.length() && document.charAt(i) != '\n' && document.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private static int endOfString(String document, int start) {
        boolean isBlock = document.startsWith(QUOTES, start);
        String quotes = isBlock ? QUOTES : "\"";
        int i = start + quotes.length();
        while (i < document.length() && !document.startsWith(quotes, i)) {
            i += skipped(document, i, isBlock);
        }
        return i + quotes.length() - 1;
    }

    /** An escape is two characters, and in a block four where it is of quotes. */
    private static int skipped(String document, int i, boolean isBlock) {
        if (document.charAt(i) != '\\') {
            return 1;
        }
        return isBlock ? (document.startsWith(QUOTES, i + 1) ? 4 : 1) : 2;
    }
}
