package dev.catalog.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a request that no HTTP client would send. */
public record RawHttp(int status, String text) {

    private static final Logger LOG = LoggerFactory.getLogger(RawHttp.class);

    private static final int TIMEOUT_MILLIS = 30_000;

    /** Sends a request without a body, by its first line and further header lines, to a gateway on this machine. */
    public static RawHttp send(int port, String requestLine, String... headers) {
        String head = requestLine + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
        for (String header : headers) {
            head += header + "\r\n";
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket, (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String text = readToTheEnd(socket);
            return new RawHttp(Integer.parseInt(text.substring(9, 12)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who is refused halfway gets no further, and is answered all the same. */
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            LOG.debug("The gateway takes no more of this", e);
        }
    }

    /** What came before the connection was closed over what had still been sent, if it was, is the answer. */
    private static String readToTheEnd(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            if (answer.size() == 0) {
                throw e;
            }
            LOG.debug("The gateway reads no more of this", e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
