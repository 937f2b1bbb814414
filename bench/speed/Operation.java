import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GraphQL operation: a file with the body of its request, and beside it the SQL that tells the right answer. In both
 * {@code __ID__} stands for a product's id, any id in a load.
 */
record Operation(Path file, String name, String body, String reference) {

    private static final String ID = "__ID__";

    static Operation of(Path file) {
        try {
            String body = Files.readString(file).strip();
            String sql = Files.readString(Path.of(file.toString().replace(".json", ".sql")));
            return new Operation(file, group(body, "\"operationName\":\"(\\w+)\""), body, sql);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same in the form of another server. */
    Operation in(Path form) {
        try {
            return new Operation(form, name, Files.readString(form).strip(), reference);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOfAnyId() {
        return body.contains(ID);
    }

    String body(int id) {
        return body.replace(ID, Integer.toString(id));
    }

    String reference(int id) {
        return reference.replace(ID, Integer.toString(id));
    }

    /** Path and query of the same by GET. */
    String path(int id) {
        String query = group(body, "\"query\":\"((?:[^\"\\\\]|\\\\.)*)\"").replace("\\\"", "\"").replace("\\n", "\n");
        String variables = group(body(id), "\"variables\":(\\{[^}]*\\})");
        return "/graphql?query=" + encoded(query) + "&operationName=" + name + (variables.isEmpty() ? "" : "&variables=" + encoded(variables));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
