package dev.catalog.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Clients that send the body of a request a byte now and then, or no more of it at all, each until it is answered. */
final class SlowClients {

    private static final int PAUSE_MILLIS = 250;

    private final List<CompletableFuture<String>> answers;

    private SlowClients(List<CompletableFuture<String>> answers) {
        this.answers = answers;
    }

    /** As many clients, every other one of whom falls silent. */
    static SlowClients start(int clients, int port) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        return new SlowClients(IntStream.range(0, clients)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> answer(port, n % 2 == 0), threads))
                .toList());
    }

    /** What each got, as far as it could be read. */
    List<CompletableFuture<String>> answers() {
        return answers;
    }

    private static String answer(int port, boolean drips) {
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PAUSE_MILLIS);
            socket.getOutputStream().write("""
                    POST /graphql HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Content-Type: application/json\r
                    Content-Length: 100000\r
                    \r
                    {""".getBytes(StandardCharsets.US_ASCII));
            while (!hasEnded(socket.getInputStream(), answer)) {
                if (drips) {
                    socket.getOutputStream().write(' ');
                }
            }
        } catch (IOException e) {
            // A connection that is closed over what is still sent; what was read before counts.
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Reads what there is; the time until nothing more comes is the client's pause. */
    private static boolean hasEnded(InputStream in, ByteArrayOutputStream answer) throws IOException {
        var bytes = new byte[8192];
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                answer.write(bytes, 0, read);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
