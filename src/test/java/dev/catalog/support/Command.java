package dev.catalog.support;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A program of the system that a test runs to its end. */
final class Command {

    private Command() {}

    /** Returns the exit code. */
    static int run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
