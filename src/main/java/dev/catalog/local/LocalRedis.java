package dev.catalog.local;

import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * An embedded Redis that appends every write to a file.
 * <p>Its process is ours and not the library's, whose own shutdown hook would stop Redis under requests still served.
 */
public final class LocalRedis {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Process process;
    private final int port;

    private LocalRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static LocalRedis start(Path folder) {
        Path log = folder.resolve("redis.log");
        try {
            Files.deleteIfExists(log);
            Path data = Files.createDirectories(folder.resolve("redis"));
            Path bin = Files.createDirectories(folder.resolve("bin"));
            int port = freePort();
            Process process = new ProcessBuilder(command(bin, port))
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            LocalRedis redis = new LocalRedis(process, port);
            redis.awaitReady();
            return redis;
        } catch (IOException e) {
            throw new StartupException("The embedded Redis does not start; %s says why.".formatted(log), e);
        }
    }

    private static List<String> command(Path bin, int port) throws IOException {
        List<String> command = new ArrayList<>();
        // Out of the terminal's process group: Ctrl-C is for the gateway, which stops Redis last.
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(
                ExecutableProvider.newJarResourceProvider(bin.toFile()).get().getAbsolutePath());
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--appendonly", "yes", "--save", ""));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answersPing()) {
            if (ended(Duration.ofMillis(20))) {
                throw new IOException("Redis ended with status " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("Redis gives no answer");
            }
        }
    }

    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the address of its first database. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    void close() {
        process.destroy();
        if (!ended(Duration.ofSeconds(10))) {
            process.destroyForcibly();
        }
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
