package dev.catalog.category;

import dev.catalog.relay.SqlQueries;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The active categories, each named by a text, in the order of their ids. Each method runs one statement. */
@Component
@Transactional(readOnly = true)
public class ActiveCategories {

    private static final String ORDER = " order by c.id";

    private final SqlQueries queries;

    ActiveCategories(SqlQueries queries) {
        this.queries = queries;
    }

    /** Their ids. */
    public List<String> ids() {
        return read("select cast(c.id as text) from categories c where c.active" + ORDER);
    }

    /** Their slugs. */
    public List<String> slugs() {
        return read("select c.slug from categories c where c.active" + ORDER);
    }

    /** The ids of all, and of those that they name as their parents, which may be inactive or gone. */
    List<String> idsWithParents() {
        return read("select cast(c.id as text) from (select id from categories where active"
                + " union select parent_id from categories where active and parent_id is not null) as c(id)" + ORDER);
    }

    /** The ids of those that are no roots. */
    List<String> idsBelowOthers() {
        return read("select cast(c.id as text) from categories c where c.active and c.parent_id is not null" + ORDER);
    }

    private List<String> read(String statement) {
        return queries.texts(statement, Map.of());
    }
}
