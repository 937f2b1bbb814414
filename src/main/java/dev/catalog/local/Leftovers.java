package dev.catalog.local;

import dev.catalog.startup.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Server processes that a killed gateway left running over a folder.
 * <p>The servers' programs are unpacked into the folder, so a process that runs a program from there is one of them.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Asks the processes to end, and ends by force those that do not within ten seconds. The folder must be locked. */
    static void stop(Path folder) {
        List<ProcessHandle> left = in(folder);
        left.forEach(ProcessHandle::destroy);
        if (!endOf(left)) {
            left.forEach(ProcessHandle::destroyForcibly);
            if (!endOf(left)) {
                throw new StartupException("Processes %s still use %s and cannot be stopped."
                        .formatted(in(folder).stream().map(ProcessHandle::pid).toList(), folder));
            }
        }
    }

    private static List<ProcessHandle> in(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> Path.of(program).startsWith(folder))
                        .isPresent())
                .toList();
    }

    private static boolean endOf(List<ProcessHandle> processes) {
        return CompletableFuture.allOf(
                        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .thenApply(ended -> true)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
