package dev.catalog.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.ByteArrayResource;

/** A file whose end is not reached before the test says so. */
final class PausedFile {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch proceed = new CountDownLatch(1);
    private final String name;
    private final byte[] bytes;

    PausedFile(String name, String text) {
        this.name = name;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    CatalogFile file() {
        return new CatalogFile(name, new ByteArrayResource(bytes) {
            @Override
            public InputStream getInputStream() throws IOException {
                return paused(super.getInputStream());
            }
        });
    }

    /** Waits until the file's text was read. */
    void awaitRead() throws InterruptedException {
        await(read);
    }

    void proceed() {
        proceed.countDown();
    }

    private InputStream paused(InputStream input) {
        return new FilterInputStream(input) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0) {
                    read.countDown();
                    pause();
                }
                return count;
            }
        };
    }

    private void pause() {
        try {
            await(proceed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody came");
        }
    }
}
