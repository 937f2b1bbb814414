package dev.catalog.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** Lets a DataLoader know, where reads are to be told, which root field a key is asked for under. */
final class RootFieldMarker {

    private static final ScopedValue<String> ROOT_FIELD = ScopedValue.newInstance();

    private RootFieldMarker() {}

    /** The response key of the root field that is being fetched, or something below it; null where none is. */
    static @Nullable String current() {
        return ROOT_FIELD.isBound() ? ROOT_FIELD.get() : null;
    }

    /** A fetcher that marks what it fetches, where reads are to be told; else the same. */
    static DataFetcher<?> mark(DataFetcher<?> fetcher, DataFetchingEnvironment field) {
        if (field.getGraphQlContext().get(RootReads.class) == null) {
            return fetcher;
        }
        String rootField =
                String.valueOf(field.getExecutionStepInfo().getPath().toList().getFirst());
        return environment -> ScopedValue.where(ROOT_FIELD, rootField).call(() -> fetcher.get(environment));
    }
}
