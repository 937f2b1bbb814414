package dev.catalog.relay;

/**
 * What was asked for by its id is not there, where null can't say so; answered as {@code NOT_FOUND}.
 * <p>The message reaches the client as it stands.
 */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String message) {
        super(message);
    }
}
