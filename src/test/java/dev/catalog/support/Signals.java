package dev.catalog.support;

import java.util.stream.Stream;

/** Signals to processes that a test has started. */
public final class Signals {

    private Signals() {}

    /** Sends a signal, by its name, to the processes in this order. */
    public static void send(String signal, Stream<ProcessHandle> processes) {
        // One that has ended in between needs no signal.
        processes.forEach(process -> {
            int _ = Command.run("kill", "-" + signal, Long.toString(process.pid()));
        });
    }
}
