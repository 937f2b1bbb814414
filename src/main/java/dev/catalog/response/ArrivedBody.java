package dev.catalog.response;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a request's body, which is read again from here by who is next. Nobody waits for the rest: whoever reads it
 * does, and bounds it and its time.
 */
final class ArrivedBody {

    private final byte[] bytes;
    private int length;

    private ArrivedBody(int longest) {
        bytes = new byte[longest];
    }

    /** Reads what is there. */
    static ArrivedBody of(Request request) throws IOException {
        ArrivedBody body = new ArrivedBody(request.getContentLength());
        InputStream stream = request.getStream();
        int read = 0;
        while (read >= 0 && !body.isWhole() && hasMore(request.getCoyoteRequest())) {
            read = stream.read(body.bytes, body.length, body.bytes.length - body.length);
            body.length += Math.max(read, 0);
        }
        return body;
    }

    private static boolean hasMore(org.apache.coyote.Request request) {
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable() > 0;
    }

    private boolean isWhole() {
        return length == bytes.length;
    }

    /** All of the body; null where some is to come. */
    byte @Nullable [] whole() {
        return isWhole() ? bytes : null;
    }

    /** Lets whoever is next read the body from its beginning. */
    void handOn(Request request) {
        request.setRequest(new Unread(request.getRequest()));
    }

    private final class Unread extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream stream;

        Unread(HttpServletRequest request) {
            super(request);
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
    }

    private final class Stream extends ServletInputStream {

        private final ServletInputStream rest;
        private int position;

        Stream(ServletInputStream rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return position < length ? bytes[position++] & 0xFF : rest.read();
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            int here = Math.min(length - position, most);
            if (here == 0) {
                return rest.read(target, offset, most);
            }
            System.arraycopy(bytes, position, target, offset, here);
            position += here;
            return here;
        }

        @Override
        public int available() throws IOException {
            return length - position + rest.available();
        }

        @Override
        public boolean isFinished() {
            return position == length && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return position < length || rest.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("What has arrived is in memory, and read without waiting");
        }
    }
}
