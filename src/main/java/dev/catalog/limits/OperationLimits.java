package dev.catalog.limits;

/** The bounds that an operation must keep, for clients. */
record OperationLimits(int maxDepth, int maxCost, int maxPageSize, int maxAliases, int maxRootFields, int maxBytes) {}
