package dev.catalog.response;

import dev.catalog.cache.LineageRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks a request whose answer may be one that is kept: an anonymous one, over plain HTTP.
 *
 * @param bytes the digest of its bytes; null where they were not read
 * @param recorder told of what the answer is made of
 */
record AskedFor(@Nullable Digest bytes, LineageRecorder recorder) {

    private static final String ATTRIBUTE = AskedFor.class.getName();

    void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        request.setAttribute(LineageRecorder.class.getName(), recorder);
    }

    /** The mark among a request's attributes; null where it has none. */
    static @Nullable AskedFor among(Map<String, Object> attributes) {
        return attributes.get(ATTRIBUTE) instanceof AskedFor asked ? asked : null;
    }
}
