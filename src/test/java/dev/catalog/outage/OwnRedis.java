package dev.catalog.outage;

import static org.awaitility.Awaitility.await;

import dev.catalog.support.FreePort;
import dev.catalog.support.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis of a test's own, empty at each start, which may be stopped, hung and told anything; its port stays. */
public final class OwnRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = FreePort.find();
    private final Path folder;
    private Process process;

    public OwnRedis(Path folder) {
        this.folder = folder;
        process = launch();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void start() {
        process = launch();
    }

    private Process launch() {
        try {
            Path bin = Files.createDirectories(folder.resolve("redis-bin"));
            String program = ExecutableProvider.newJarResourceProvider(bin.toFile())
                    .get()
                    .getAbsolutePath();
            Process started = new ProcessBuilder(
                            List.of(program, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Redirect.appendTo(folder.resolve("redis.log").toFile()))
                    .start();
            await("Redis")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> tell("PING").startsWith("+PONG"));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        process.destroyForcibly().onExit().join();
    }

    public void hang() {
        Signals.send("STOP", Stream.of(process.toHandle()));
    }

    public void goOn() {
        Signals.send("CONT", Stream.of(process.toHandle()));
    }

    /** Gives a command and returns the first line of the answer, or as much as is there of it. */
    String tell(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[1024];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
