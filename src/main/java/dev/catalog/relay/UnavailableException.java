package dev.catalog.relay;

/**
 * Something that this deployment does not give the gateway, answered as {@code UNAVAILABLE}.
 * <p>The message reaches the client as it stands: it says what can't be done, and nothing of the inside.
 */
public final class UnavailableException extends RuntimeException {

    public UnavailableException(String message) {
        super(message);
    }
}
