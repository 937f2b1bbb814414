package dev.catalog.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket of frames that no library would send. */
final class FrameSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameSocket.class);

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final StringBuilder texts = new StringBuilder();

    private FrameSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Opens a WebSocket, sends the frames, and returns the code that it is closed with and what was said before. */
    static Reply send(int port, byte[] frames) {
        try (FrameSocket socket = new FrameSocket(port)) {
            socket.open();
            socket.write(frames);
            int code = socket.readToTheEnd();
            return new Reply(code, socket.texts.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text messages, one after another. */
    static byte[] texts(String... texts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String text : texts) {
            frames.writeBytes(frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8)));
        }
        return frames.toByteArray();
    }

    /** The client's own end of the connection. */
    static byte[] end() {
        return frame(CLOSE, true, new byte[] {0x03, (byte) 0xE8});
    }

    static byte[] frame(int kind, boolean last, byte[] payload) {
        byte[] head = head(kind, last, payload.length);
        return ByteBuffer.allocate(head.length + payload.length)
                .put(head)
                .put(payload)
                .array();
    }

    /** How a frame begins that is as long as it says, masked with zeros, which leave it as it is. */
    static byte[] head(int kind, boolean last, long length) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) ((last ? LAST : 0) | kind));
        if (length < 126) {
            head.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            head.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | 127)).putLong(length);
        }
        byte[] bytes = new byte[head.putInt(0).position()];
        head.flip().get(bytes);
        return bytes;
    }

    private void open() throws IOException {
        socket.getOutputStream().write("""
                GET /graphql HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Protocol: graphql-transport-ws\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("The gateway opens no WebSocket: " + head);
        }
    }

    /** Writes beside the reading, since who is refused halfway gets no further. */
    private void write(byte[] frames) {
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(frames);
            } catch (IOException e) {
                LOG.debug("The gateway takes no more of this", e);
            }
        });
    }

    private int readToTheEnd() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0F;
            byte[] payload = in.readNBytes(length());
            if (kind == CLOSE) {
                return payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            }
            if (kind == TEXT) {
                texts.append(new String(payload, StandardCharsets.UTF_8)).append('\n');
            }
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
