package dev.catalog.relay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a search: conditions that a row matches it, and how well.
 * <p>All of it names its values by the parameters of {@link #parameters}. The conditions compare the row's key with the
 * keys that a subquery of its own finds, once a statement and through an index where there is one: PostgreSQL has no
 * notion of how dear it is to take a text apart, and else would rather do that row by row along some other index.
 */
public final class SearchSql {

    private final @Nullable String trigramSchema;

    /**
     * @param trigramSchema the schema in which the extension pg_trgm lies; null where the database has none
     */
    SearchSql(@Nullable String trigramSchema) {
        this.trigramSchema = trigramSchema;
    }

    /** Whether names that are more than one slip away from a word are found too. */
    public boolean hasTrigrams() {
        return trigramSchema != null;
    }

    /**
     * The condition that a row matches the search: exactly, or, where no row of the list does so, nearly.
     *
     * @param list the other conditions of the list, over the same alias
     */
    public String matches(SearchDocument document, String alias, String list) {
        return "%s.id = any (case when exists (select from %s as %s where %s and %s) then %s else %s end)"
                .formatted(
                        alias,
                        document.table(),
                        alias,
                        list,
                        exact(document, alias),
                        found(document, exactCondition(document)),
                        found(document, nearCondition(document)));
    }

    /** The condition that each word of the search starts a word of the row's name or description. */
    public String exact(SearchDocument document, String alias) {
        return amongFound(document, alias, exactCondition(document));
    }

    private static String exactCondition(SearchDocument document) {
        return document.wordsSql("found") + " @@ cast(:searchExact as tsquery)";
    }

    /** The condition that each word of the search, or a near misspelling of it, starts a word of the row's name. */
    public String near(SearchDocument document, String alias) {
        return amongFound(document, alias, nearCondition(document));
    }

    private String nearCondition(SearchDocument document) {
        String name = document.nameSql("found");
        String corrected = "%s @@ cast(:searchNear as tsquery) and cast(%s as tsvector) @@ cast(:searchNear as tsquery)"
                .formatted(document.wordsSql("found"), name);
        if (trigramSchema == null) {
            return corrected;
        }
        String like = "%s operator(%s.%%>>)".formatted(name, quoted(trigramSchema));
        String alike = "%s cast(:searchTrigrams as text) and %s all (string_to_array(:searchWords, ' '))"
                .formatted(like, like);
        return "(%s) or (%s)".formatted(corrected, alike);
    }

    /**
     * How well a row that matches fits the search, of type double precision, the greater the better: most of all whether
     * its name is what is searched for or begins with it, then how many of the words it holds, and at last how short it is.
     */
    public String rank(SearchDocument document, String alias) {
        return ("(select case when strpos(name.words, ' ' || cast(:searchWords as text) || ' ') = 1 then 1.0"
                        + " when strpos(name.words, ' ' || cast(:searchWords as text) || ' ') > 0 then 0.5 else 0.0 end"
                        + " + (select avg(case when strpos(name.words, ' ' || word || ' ') > 0 then 1.0"
                        + " when strpos(name.words, ' ' || word) > 0 then 0.75 else 0.25 end)"
                        + " from unnest(string_to_array(:searchWords, ' ')) as word)"
                        + " + %s"
                        + " + cast(1 as double precision) / length(name.words)"
                        + " from (select ' ' || btrim(%s) || ' ' as words offset 0) as name)")
                .formatted(similarity(), document.nameSql(alias));
    }

    /** The values of the parameters that the conditions and the rank name; to some of them one is of no use. */
    public Map<String, Object> parameters(SearchTerms terms) {
        return Map.of(
                "searchExact", terms.exactQuery(),
                "searchNear", terms.nearQuery(),
                "searchTrigrams", terms.trigramWord(),
                "searchWords", terms.text());
    }

    private String similarity() {
        return trigramSchema == null
                ? "0.0"
                : "%s.word_similarity(:searchWords, name.words)".formatted(quoted(trigramSchema));
    }

    private static String amongFound(SearchDocument document, String alias, String condition) {
        return "%s.id = any (%s)".formatted(alias, found(document, condition));
    }

    private static String found(SearchDocument document, String condition) {
        return "array(select found.id from %s as found where %s)".formatted(document.table(), condition);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
