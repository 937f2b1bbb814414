package dev.catalog.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A headless Chromium with an empty profile, for which no host but 127.0.0.1 exists. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--remote-debugging-port=0",
            "--window-size=1440,900",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path profile;
    private final Process process;
    private final URI address;
    private final DevTools browser;

    private Chromium(Path executable) throws IOException {
        profile = Files.createTempDirectory("chromium");
        var command = new ArrayList<String>();
        command.add(executable.toString());
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.log").toFile())
                .start();
        var port = profile.resolve("DevToolsActivePort");
        address = await("Chromium's start, see " + profile)
                .atMost(Duration.ofSeconds(60))
                .failFast("Chromium has ended, see " + profile, () -> !process.isAlive())
                .until(() -> address(port), Optional::isPresent)
                .orElseThrow();
        browser = new DevTools(http, address, event -> {});
    }

    // Chromium writes two lines: the port that it chose, and the path of the browser's own socket.
    private static Optional<URI> address(Path port) throws IOException {
        var lines = Files.exists(port) ? Files.readAllLines(port) : List.<String>of();
        return lines.size() == 2
                ? Optional.of(URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast()))
                : Optional.empty();
    }

    static Optional<Path> onPath() {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the Chromium, or the Chrome, of the PATH. */
    public static Chromium start() {
        try {
            return new Chromium(onPath().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, blank page in a private window: it shares no storage with another one. */
    public BrowserPage page() {
        var window = browser.call("Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asString();
        var target = browser.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", window))
                .path("targetId")
                .asString();
        return new BrowserPage(http, address.resolve("/devtools/page/" + target));
    }

    @Override
    public void close() {
        browser.close();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        // A child that is about to end may still write to the profile while it is being deleted.
        await("the end of what writes to " + profile)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    FileSystemUtils.deleteRecursively(profile);
                    return Files.notExists(profile);
                });
    }
}
