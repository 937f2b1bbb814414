package dev.catalog.feed;

/**
 * A change as the log has it.
 *
 * @param id of its row in the log, which grows in the order recorded; of its last row where it stands for several
 * @param age seconds since it was recorded
 */
record RecordedChange(long id, CatalogChange change, double age) {}
