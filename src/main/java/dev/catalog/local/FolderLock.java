package dev.catalog.local;

import dev.catalog.startup.Setting;
import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to run servers over a folder; the operating system takes it back when its process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    // Beyond the text, so that the text stays readable where locks are mandatory.
    private static final long LOCKED_BYTE = 1L << 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartupException("Process %s already runs the embedded servers of %s: stop it, or set %s and %s."
                    .formatted(
                            Files.readString(file).strip(),
                            folder,
                            new Setting("spring.datasource.url"),
                            new Setting("spring.data.redis.url")));
        }
        String owner = ProcessHandle.current().pid() + "\n";
        channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
