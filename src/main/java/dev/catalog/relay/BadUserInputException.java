package dev.catalog.relay;

import java.util.List;

/**
 * Input that breaks a bound of the contract, answered as {@code BAD_USER_INPUT}.
 * <p>The message reaches the client as it stands: it names the argument and its bound, and nothing of the inside.
 */
public final class BadUserInputException extends RuntimeException {

    private final transient List<String> argumentPath;

    public BadUserInputException(String message) {
        this(message, List.of());
    }

    /** With the path of the offending value among the field's arguments, such as {@code ["filter", "minPrice"]}. */
    public BadUserInputException(String message, List<String> argumentPath) {
        super(message);
        this.argumentPath = List.copyOf(argumentPath);
    }

    /** The path of the offending value among the field's arguments; empty where the message alone names it. */
    public List<String> argumentPath() {
        return argumentPath;
    }
}
