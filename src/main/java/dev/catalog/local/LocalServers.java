package dev.catalog.local;

import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Embedded PostgreSQL and Redis that keep their data, logs and programs in one folder.
 * <p>Both listen on free ports of 127.0.0.1 only. The folder is locked while they may run; what a killed gateway left
 * running over it is stopped first. Starting and closing exclude each other, so a close from a shutdown hook waits for
 * a start under way and then undoes it.
 */
public final class LocalServers implements AutoCloseable {

    private final Path folder;
    private final FolderLock lock;
    private @Nullable LocalPostgres postgres;
    private @Nullable LocalRedis redis;
    private boolean closed;

    private LocalServers(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, creating it if needed.
     *
     * @throws StartupException if another process has it
     */
    public static LocalServers in(Path folder) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            closeToOthers(real);
            FolderLock lock = FolderLock.take(real);
            Leftovers.stop(real);
            return new LocalServers(real, lock);
        } catch (IOException e) {
            throw new StartupException("The folder " + folder + " cannot be used for embedded servers: " + e, e);
        }
    }

    private static void closeToOthers(Path folder) {
        folder.toFile().setExecutable(false, false);
        folder.toFile().setExecutable(true, true);
    }

    /** Starts PostgreSQL, once. */
    public synchronized LocalPostgres startPostgres() {
        requireOpen();
        if (postgres == null) {
            postgres = LocalPostgres.start(folder);
        }
        return postgres;
    }

    /** Starts Redis, once. */
    public synchronized LocalRedis startRedis() {
        requireOpen();
        if (redis == null) {
            redis = LocalRedis.start(folder);
        }
        return redis;
    }

    /** Stops what was started, keeping the data, and gives the folder back. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        Leftovers.stop(folder);
        lock.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new StartupException("The start was interrupted.");
        }
    }
}
