package dev.catalog.cache;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that keys of a region share, such as <code>categories/{id}/products?…</code>.
 *
 * @param text the keys' path with <code>{id}</code> for a number and any other name in braces for a text; {@code ?…} at its
 *     end says that arguments may follow
 */
public record KeyForm(String text) {

    private static final String ARGUMENTS = "?…";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final String NUMBER = "-?[0-9]+";
    private static final String VALUE = "[A-Za-z0-9._~%-]*";

    /** Whether a key has this form. */
    public boolean matches(String key) {
        boolean takesArguments = text.endsWith(ARGUMENTS);
        int arguments = key.indexOf('?');
        if (arguments >= 0 && !takesArguments) {
            return false;
        }
        String form = takesArguments ? text.substring(0, text.length() - ARGUMENTS.length()) : text;
        return pathPattern(form)
                .matcher(arguments < 0 ? key : key.substring(0, arguments))
                .matches();
    }

    private static Pattern pathPattern(String path) {
        return Pattern.compile(PLACE.matcher(Pattern.quote(path))
                .replaceAll(place ->
                        Matcher.quoteReplacement("\\E" + (place.group(1).equals("id") ? NUMBER : VALUE) + "\\Q")));
    }

    @Override
    public String toString() {
        return text;
    }
}
