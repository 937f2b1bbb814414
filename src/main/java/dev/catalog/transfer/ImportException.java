package dev.catalog.transfer;

/** An import that cannot be; nothing was changed. The message is one line for the operator. */
final class ImportException extends RuntimeException {

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
