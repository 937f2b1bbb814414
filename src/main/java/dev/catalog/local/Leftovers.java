package dev.catalog.local;

import dev.catalog.startup.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Server processes that a killed gateway left running over a folder.
 * <p>The servers' programs are unpacked into the folder, so a process that runs a program from there is one of them.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Leftovers() {}

    /** Asks the processes to end, and ends by force those that do not within ten seconds. The folder must be locked. */
    static void stop(Path folder) {
        in(folder).forEach(ProcessHandle::destroy);
        if (!areGoneFrom(folder)) {
            in(folder).forEach(ProcessHandle::destroyForcibly);
            if (!areGoneFrom(folder)) {
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

    // An ended process whose parent does not ask for it stays listed, but no longer runs a program.
    private static boolean areGoneFrom(Path folder) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!in(folder).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
