package dev.catalog.relay;

import org.jspecify.annotations.Nullable;

/**
 * A table whose rows can be searched for: what is a row's name, and what other text its words may stand in.
 *
 * @param table the table, whose key is {@code id}
 * @param name the column with the name
 * @param description the column with further text, null where there is none
 */
public record SearchDocument(
        String table, String name, @Nullable String description) {

    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_DESCRIPTION_LENGTH = 65_535;

    /** The words of a row's name and description, an expression of type tsvector that an index can hold. */
    public String wordsSql(String alias) {
        String text = left(alias, name, MAX_NAME_LENGTH);
        if (description != null) {
            text += " || ' ' || coalesce(" + left(alias, description, MAX_DESCRIPTION_LENGTH) + ", '')";
        }
        return "CAST(" + SearchText.sql(text) + " AS tsvector)";
    }

    /** The words of a row's name, an expression of type text that an index can hold. */
    public String nameSql(String alias) {
        return SearchText.sql(left(alias, name, MAX_NAME_LENGTH));
    }

    private static String left(String alias, String column, int characters) {
        return "left(%s.%s, %d)".formatted(alias, column, characters);
    }
}
