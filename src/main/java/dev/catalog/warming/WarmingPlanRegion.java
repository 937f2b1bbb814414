package dev.catalog.warming;

/** How many keys of a region a warming job would fill. */
record WarmingPlanRegion(String region, int keys) {}
