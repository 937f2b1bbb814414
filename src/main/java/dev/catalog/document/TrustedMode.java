package dev.catalog.document;

/** What the manifest of trusted documents is for. */
public enum TrustedMode {

    /** Nothing: it is not read. */
    OFF,
    /** Its documents are answered by their ids; others are answered, and told in the log. */
    LOG,
    /** Its documents are answered by their ids; others are answered. */
    PREFER,
    /** Its documents alone are answered. */
    REQUIRE
}
