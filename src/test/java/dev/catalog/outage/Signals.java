package dev.catalog.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Signals to processes that a test has started. */
final class Signals {

    private Signals() {}

    /** Sends a signal, by its name, to the processes in this order. */
    static void send(String signal, Stream<ProcessHandle> processes) {
        processes.forEach(process -> send(signal, process.pid()));
    }

    private static void send(String signal, long pid) {
        try {
            // One that has ended in between needs no signal.
            int _ = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
