package dev.catalog.cache;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form that keys of a region share, such as <code>categories/{id}/products?…</code>. */
public final class KeyForm {

    private static final String ARGUMENTS = "?…";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final String NUMBER = "-?[0-9]+";
    private static final String VALUE = "[A-Za-z0-9._~%-]*";

    private final String text;
    private final Pattern keys;

    /**
     * @param text the keys' path with <code>{id}</code> for a number and any other name in braces for a text; {@code ?…} at
     *     its end says that arguments may follow
     */
    KeyForm(String text) {
        this.text = text;
        boolean takesArguments = text.endsWith(ARGUMENTS);
        String path = takesArguments ? text.substring(0, text.length() - ARGUMENTS.length()) : text;
        String places = PLACE.matcher(Pattern.quote(path)).replaceAll(KeyForm::place);
        keys = Pattern.compile(places + (takesArguments ? "(\\?.*)?" : ""));
    }

    private static String place(MatchResult name) {
        return Matcher.quoteReplacement("\\E" + (name.group(1).equals("id") ? NUMBER : VALUE) + "\\Q");
    }

    /** Whether a key has this form. */
    boolean matches(String key) {
        return keys.matcher(key).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
