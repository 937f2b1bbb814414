package dev.catalog.graphql;

import graphql.GraphQLError;
import java.util.regex.Pattern;

/** The message of graphql-java's own errors, without the names of Java's classes. */
final class ClientMessage {

    // The library's other messages come from its resource bundles, which ours replaces (i18n/*_en.properties).
    private static final Pattern NO_OBJECT = Pattern.compile(
            "Expected type 'Map' but was '\\w*'\\. Variables for input objects must be an instance of type 'Map'\\.");

    /** Of what a client sent; it need not come back as a whole. */
    private static final int LONGEST = 1_000;

    private ClientMessage() {}

    static String of(GraphQLError error) {
        String message = String.valueOf(error.getMessage());
        return cut(NO_OBJECT
                .matcher(message)
                .replaceAll("Expected an input object.")
                .strip());
    }

    private static String cut(String message) {
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
