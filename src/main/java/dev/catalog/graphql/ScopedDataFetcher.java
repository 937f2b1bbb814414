package dev.catalog.graphql;

import dev.catalog.security.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** Fetches a field only for a caller who has the scopes that the field and its arguments demand. */
record ScopedDataFetcher(FieldScopes scopes, DataFetcher<?> fetcher) implements HeldFetcher {

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        demand(environment);
        return fetcher.get(environment);
    }

    @Override
    public @Nullable Object held(DataFetchingEnvironment environment) throws Exception {
        demand(environment);
        return fetcher instanceof HeldFetcher held ? held.held(environment) : ABSENT;
    }

    private void demand(DataFetchingEnvironment environment) {
        Caller caller = environment.getGraphQlContext().getOrDefault(Caller.class, Caller.ANONYMOUS);
        scopes.demand(environment.getArguments(), (place, scope) -> {
            if (!caller.has(scope)) {
                throw new MissingScopeException(caller, place, scope);
            }
        });
    }
}
