package dev.catalog.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index that the gateway wants on one of the catalog's tables: faster reads, and nothing else.
 *
 * @param name the index, unique in its schema
 * @param table the table it is on
 * @param sql the statement that creates it
 */
record IndexDefinition(String name, String table, String sql) {

    private static final SqlFile FILE = new SqlFile("/db/indexes.sql");
    private static final String TRIGRAM_OPERATORS = "gin_trgm_ops";

    private static final Pattern STATEMENT =
            Pattern.compile("CREATE INDEX CONCURRENTLY (\\w+)\\s+ON (\\w+)\\b.*", Pattern.DOTALL);

    /** All indexes, in the order in which they are worth having. */
    static List<IndexDefinition> all() {
        return FILE.statements().stream().map(IndexDefinition::parse).toList();
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
            throw new IllegalStateException("%s: not the creation of an index: %s".formatted(FILE.name(), sql));
        }
        return new IndexDefinition(statement.group(1), statement.group(2), sql);
    }
}
