package dev.catalog.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.springframework.util.FileSystemUtils;

/** The scripts and what they need of npm, in a folder that is filled once for a lock file. */
record ClientScripts(Node node, Path folder) {

    private static final Path SOURCES = Path.of("src", "test", "clients");
    private static final Path FOLDERS = Path.of("target", "clients");
    private static final String LOCK = "package-lock.json";

    /**
     * The scripts as they are now, installed where they are not.
     *
     * @throws IllegalStateException where npm can't install what they need
     */
    static ClientScripts install(Node node) {
        try {
            CRC32 lock = new CRC32();
            lock.update(Files.readAllBytes(SOURCES.resolve(LOCK)));
            Path folder = FOLDERS.resolve(HexFormat.of().toHexDigits((int) lock.getValue()));
            if (Files.notExists(folder)) {
                installTo(folder, node);
            }
            copyTo(folder);
            return new ClientScripts(node, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Under its name once it is complete.
    private static void installTo(Path folder, Node node) throws IOException {
        Path unfinished = FOLDERS.resolve("unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
        copyTo(unfinished);
        Process npm = node.npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(unfinished.toFile())
                .start();
        String log = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("npm cannot install the clients: " + log);
        }
        Files.move(unfinished, folder);
    }

    private static void copyTo(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> sources = Files.list(SOURCES)) {
            files = sources.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Starts a script with these arguments. */
    ClientRun start(String script, Object... arguments) {
        String[] command = Stream.concat(Stream.of(script), Stream.of(arguments).map(Object::toString))
                .toArray(String[]::new);
        try {
            return new ClientRun(node.script(command).directory(folder.toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
