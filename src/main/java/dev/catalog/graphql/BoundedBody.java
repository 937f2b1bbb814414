package dev.catalog.graphql;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * A request whose body may have so many bytes and take so long to arrive, whatever its headers say and however little of it comes
 * at a time. Reading on past that throws {@link RefusedBodyException}.
 */
final class BoundedBody extends HttpServletRequestWrapper {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedBody.class);

    private final long maxBytes;
    private final Duration longest;
    private final long start = System.nanoTime();
    private @Nullable Stream stream;

    BoundedBody(HttpServletRequest request, long maxBytes, Duration longest) {
        super(request);
        this.maxBytes = maxBytes;
        this.longest = longest;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Stream(super.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads past so many bytes of what is left, as far as they come in time. */
    void skip(long bytes) {
        byte[] skipped = new byte[8192];
        long left = bytes;
        try {
            ServletInputStream body = super.getInputStream();
            for (int read = 0; read >= 0 && left > 0 && isInTime(); left -= read) {
                read = body.read(skipped);
            }
        } catch (IOException e) {
            LOG.debug("The rest of a refused body does not come", e);
        }
    }

    private boolean isInTime() {
        return System.nanoTime() - start <= longest.toNanos();
    }

    private final class Stream extends ServletInputStream {

        private final ServletInputStream body;
        private long bytes;

        Stream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = readInTime(target, offset, length);
            bytes += Math.max(read, 0);
            if (bytes > maxBytes) {
                throw RefusedBodyException.tooLarge(maxBytes);
            }
            if (!isInTime()) {
                throw RefusedBodyException.tooSlow(longest);
            }
            return read;
        }

        private int readInTime(byte[] target, int offset, int length) throws IOException {
            try {
                return body.read(target, offset, length);
            } catch (IOException e) {
                if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException) {
                    throw RefusedBodyException.tooSlow(longest);
                }
                throw e;
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
