package dev.catalog.cache;

import dev.catalog.feed.CatalogTable;
import dev.catalog.feed.ChangeBatch;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a feature knows of changes: which tags each of them touches. */
public interface ChangeTags {

    /**
     * The tags that the changes of a batch touch, with the transactions that touch them.
     * {@linkplain dev.catalog.feed.ChangeKind#MANY Many} changes at once are left out.
     *
     * @param database reads the catalog as it is at the batch's position
     */
    Map<CacheTag, ? extends Collection<Long>> touchedBy(ChangeBatch batch, JdbcClient database);

    /** The kinds of which many changes of a table at once touch every tag. */
    Collection<TagKind> kinds(CatalogTable table);
}
