package dev.catalog.relay;

/** What may be wrong with the input of a mutation. */
public enum UserErrorCode {
    BLANK,
    TAKEN,
    GREATER_THAN,
    OUT_OF_RANGE,
    NOT_FOUND,
    TOO_LONG,
    INVALID,
    CONFLICT
}
