package dev.catalog.startup;

import org.springframework.boot.ExitCodeGenerator;

/**
 * A fault of the environment or of a setting that ends the start, with exit code 1.
 * <p>Its message is one line for the operator: it names the setting and what is wrong with it, and holds no secret.
 * Nothing else is printed; the cause only helps a debugger.
 */
public final class StartupException extends RuntimeException implements ExitCodeGenerator {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
