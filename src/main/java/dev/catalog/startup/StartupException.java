package dev.catalog.startup;

/**
 * A fault of the environment or of a setting that ends the start.
 * <p>Its message is one line, for the operator: it names the setting and what is wrong with it, and holds no secret.
 * It is all that is printed; the cause only helps a debugger.
 */
public final class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
