package dev.catalog.security;

import java.util.Set;

/** The scopes a token may carry, by the names that settings, tokens and {@code @requiresScope} use. */
public final class Scope {

    /** Sees inactive products and categories: whatever says {@code includeInactive}. */
    public static final String READ_ALL = "catalog:read-all";

    /** Changes products and categories. */
    public static final String CATALOG_WRITE = "catalog:write";

    /** Sees and manages cache warming jobs. */
    public static final String WARMING_MANAGE = "warming:manage";

    /** Sees and evicts cache regions. */
    public static final String CACHE_MANAGE = "cache:manage";

    public static final Set<String> ALL = Set.of(READ_ALL, CATALOG_WRITE, WARMING_MANAGE, CACHE_MANAGE);

    private Scope() {}
}
