package dev.catalog.cache;

/** The database lets the gateway read the catalog and not write it. */
public final class WriteRefusedException extends RuntimeException {

    WriteRefusedException(Throwable cause) {
        super("The database lets the gateway only read", cause);
    }
}
