package dev.catalog.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** A fetcher that knows whether there is anything to wait for. */
interface HeldFetcher extends DataFetcher<Object> {

    /** In place of a value that is not at hand. */
    Object ABSENT = new Object();

    /**
     * The value of the field where it is at hand, else {@link #ABSENT}. Neither waits nor has anything read, so that the field may be
     * fetched afterwards as if this had not been asked; fails where that fails too.
     *
     * @param field the source, the arguments, the context and the DataLoaders of a field, and nothing else of it; the DataLoaders give what is at
     *     hand and never the rest
     */
    @Nullable
    Object held(DataFetchingEnvironment field) throws Exception;
}
