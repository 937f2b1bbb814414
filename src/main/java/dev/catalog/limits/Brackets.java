package dev.catalog.limits;

import org.jspecify.annotations.Nullable;

/**
 * How deep brackets nest in a document, told from its text alone and so before it is parsed: to parse a type looks ahead to the
 * end of its lists once for each of them.
 */
public final class Brackets {

    /** Deeper than the parser's own bound lets through. */
    private static final int DEEPEST = 250;

    private static final String QUOTES = "\"\"\"";

    private Brackets() {}

    /** That they nest deeper than the parser goes; null where they do not. */
    public static @Nullable Excess excess(String document) {
        int deepest = deepest(document);
        return deepest > DEEPEST ? Excess.of(Limit.BRACKETS, deepest, DEEPEST) : null;
    }

    private static int deepest(String document) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < document.length(); i++) {
            switch (document.charAt(i)) {
                case '[' -> deepest = Math.max(deepest, ++depth);
                case ']' -> depth = Math.max(0, depth - 1);
                case '#' -> i = endOfLine(document, i);
                case '"' -> i = endOfString(document, i);
                default -> {}
            }
        }
        return deepest;
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
