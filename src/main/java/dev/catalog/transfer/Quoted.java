package dev.catalog.transfer;

/** Text of a file as it may stand in a message: short, and on one line of a terminal whatever it holds. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    static String value(String text) {
        return '"' + name(text) + '"';
    }

    static String name(String text) {
        return shortened(text, LONGEST);
    }

    static String reason(String text) {
        return shortened(text, 3 * LONGEST);
    }

    private static String shortened(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(codePoint -> append(shown, codePoint));
        return text.codePointCount(0, text.length()) > longest
                ? shown.append("...").toString()
                : shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> shown.append("\\u%04x".formatted(codePoint));
            default -> shown.appendCodePoint(codePoint);
        }
    }
}
