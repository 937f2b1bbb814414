package dev.catalog.feed;

/** What happened to a row, or to more rows than are told one by one. */
public enum ChangeKind {
    INSERTED,
    UPDATED,
    DELETED,
    /** Any number of rows of the table, each in any way: a statement over more than 1,000 rows, or TRUNCATE. */
    MANY
}
