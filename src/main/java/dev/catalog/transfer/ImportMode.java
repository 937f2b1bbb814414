package dev.catalog.transfer;

/** What an import does with the catalog that is there. */
enum ImportMode {

    /** Nothing: the import is refused unless there is none. */
    APPEND_IF_EMPTY,

    /** It is deleted, in the transaction that brings the new one. */
    REPLACE
}
