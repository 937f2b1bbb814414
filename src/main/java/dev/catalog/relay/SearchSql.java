package dev.catalog.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a search: conditions that a row matches it, and how well.
 * <p>All of it names its values by the parameters of {@link #parameters}. The conditions compare the row's key with the
 * keys that a subquery of its own finds, once a statement and through an index where there is one. PostgreSQL has no notion
 * of how dear it is to take a text apart, and else would do that row by row: along an index that has the list's order, or
 * through the whole table for a word that is nearly everywhere, for which reason it is not shown the words when it plans.
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
     * The condition that a row matches the search: that each word starts a word of its name or description or, where no
     * row of the list is like that, that each word or its correction starts a word of its name or, where none is like that
     * either and trigrams can tell, that each word looks like a word of its name.
     *
     * @param list the other conditions of the list, over the same alias
     */
    public String matches(SearchDocument document, String alias, String list) {
        String words = document.wordsSql("found");
        String name = document.nameSql("found");
        List<String> conditions = new ArrayList<>();
        conditions.add("%s @@ (select cast(:searchExact as tsquery))".formatted(words));
        // The words of the name alone are not indexed; those of name and description together narrow it down.
        conditions.add(("%s @@ (select cast(:searchNear as tsquery))"
                        + " and cast(%s as tsvector) @@ (select cast(:searchNear as tsquery))")
                .formatted(words, name));
        if (trigramSchema != null) {
            conditions.add(("cast(:searchTrigrams as text) <> '' and %1$s (select cast(:searchTrigrams as text))"
                            + " and %1$s all (string_to_array(:searchWords, ' '))")
                    .formatted("%s operator(%s.%%>>)".formatted(name, quoted(trigramSchema))));
        }
        return "%s.id = any (cast(%s as bigint[]))".formatted(alias, ids(document, alias, list, conditions));
    }

    /** The ids of the rows under the first condition that a row of the list is under; none where there is none. */
    private static String ids(SearchDocument document, String alias, String list, List<String> conditions) {
        if (conditions.isEmpty()) {
            return "cast(array[] as bigint[])";
        }
        // OFFSET keeps PostgreSQL from finding the rows twice, once for either place where their ids are named.
        return ("(select case when exists (select from %2$s as %3$s where %4$s and %3$s.id = any (tier.ids))"
                        + " then tier.ids else %5$s end"
                        + " from (select array(select found.id from %2$s as found where %1$s) as ids offset 0) as tier)")
                .formatted(
                        conditions.getFirst(),
                        document.table(),
                        alias,
                        list,
                        ids(document, alias, list, conditions.subList(1, conditions.size())));
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
                        + " from (select ' ' || btrim(regexp_replace(%s, ' +', ' ', 'g')) || ' ' as words offset 0) as name)")
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

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
