package dev.catalog.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A way to a server on this machine that lets each answer wait for a while. */
final class SlowLine implements AutoCloseable {

    private final ServerSocket entrance;
    private final int exit;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile long delayNanos;

    SlowLine(int exit) {
        this.exit = exit;
        try {
            entrance = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                open.add(near);
                Socket far = connect(near);
                if (far != null) {
                    Thread.ofVirtual().start(() -> carry(near, far, false));
                    Thread.ofVirtual().start(() -> carry(far, near, true));
                }
            } catch (IOException e) {
                // Closed, or a client that has gone again.
                Thread.onSpinWait();
            }
        }
    }

    private @Nullable Socket connect(Socket near) throws IOException {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), exit);
            open.add(far);
            return far;
        } catch (IOException e) {
            near.close();
            return null;
        }
    }

    private void carry(Socket from, Socket to, boolean slowly) {
        try (from;
                to) {
            byte[] buffer = new byte[65_536];
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                long until = System.nanoTime() + (slowly ? delayNanos : 0);
                while (System.nanoTime() < until) {
                    LockSupport.parkNanos(Math.min(until - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(50)));
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end has closed; the other one is closed too.
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
