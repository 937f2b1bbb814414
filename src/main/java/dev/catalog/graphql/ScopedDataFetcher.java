package dev.catalog.graphql;

import dev.catalog.security.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** Fetches a field only for a caller who has the scopes that the field and its arguments demand. */
record ScopedDataFetcher(FieldScopes scopes, DataFetcher<?> fetcher) implements DataFetcher<Object> {

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Caller caller = environment.getGraphQlContext().getOrDefault(Caller.class, Caller.ANONYMOUS);
        scopes.demand(environment.getArguments(), (place, scope) -> {
            if (!caller.has(scope)) {
                throw new MissingScopeException(caller, place, scope);
            }
        });
        return fetcher.get(environment);
    }
}
