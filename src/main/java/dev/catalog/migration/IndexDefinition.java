package dev.catalog.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An index that the gateway wants on one of the catalog's tables: faster reads, and nothing else.
 *
 * @param name the index, unique in its schema
 * @param table the table it is on
 * @param sql the statement that creates it
 */
record IndexDefinition(String name, String table, String sql) {

    private static final String FILE = "/db/indexes.sql";
    private static final String TRIGRAM_OPERATORS = "gin_trgm_ops";

    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
    private static final Pattern END = Pattern.compile(";\\s*(?:\\n|$)");
    private static final Pattern STATEMENT =
            Pattern.compile("CREATE INDEX CONCURRENTLY (\\w+)\\s+ON (\\w+)\\b.*", Pattern.DOTALL);

    /** All indexes, in the order in which they are worth having. */
    static List<IndexDefinition> all() {
        return Stream.of(END.split(COMMENT.matcher(read()).replaceAll("")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(IndexDefinition::parse)
                .toList();
    }

    /** Whether it is built by the extension pg_trgm. */
    boolean needsTrigrams() {
        return sql.contains(TRIGRAM_OPERATORS);
    }

    /** The same index, with the operators of pg_trgm taken from this schema, which need not be in the search path. */
    IndexDefinition withTrigramsOf(String schema) {
        return new IndexDefinition(name, table, sql.replace(TRIGRAM_OPERATORS, schema + "." + TRIGRAM_OPERATORS));
    }

    private static IndexDefinition parse(String sql) {
        Matcher statement = STATEMENT.matcher(sql);
        if (!statement.matches()) {
            throw new IllegalStateException("%s: not the creation of an index: %s".formatted(FILE, sql));
        }
        return new IndexDefinition(statement.group(1), statement.group(2), sql);
    }

    private static String read() {
        try (InputStream file = IndexDefinition.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
