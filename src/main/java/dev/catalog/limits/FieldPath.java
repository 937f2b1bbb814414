package dev.catalog.limits;

import org.jspecify.annotations.Nullable;

/** A path down an operation, by response keys. */
record FieldPath(String key, @Nullable FieldPath below) {

    private static final int LONGEST = 200;

    /** The keys with dots between them, cut where that is long; empty where there is no path. */
    static String text(@Nullable FieldPath path) {
        StringBuilder text = new StringBuilder();
        for (FieldPath step = path; step != null && text.length() <= LONGEST; step = step.below) {
            text.append(text.isEmpty() ? "" : ".").append(step.key);
        }
        return cut(text.toString());
    }

    /** A text of a client's, for a message. */
    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
