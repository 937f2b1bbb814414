package dev.catalog.response;

import com.github.luben.zstd.util.Native;
import dev.catalog.graphql.ReadyHeader;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** How bytes are compressed for who accepts it, the best first. */
@SuppressWarnings("ImmutableEnumChecker") // No ReadyHeader changes.
enum Coding {
    ZSTD,
    GZIP;

    private static final Logger log = LoggerFactory.getLogger(Coding.class);

    private final ReadyHeader header = new ReadyHeader(HttpHeaders.CONTENT_ENCODING, text());

    /** What an answer bears that is compressed so. */
    ReadyHeader header() {
        return header;
    }

    /** As the headers have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this machine can: Zstandard comes in native code for the usual kinds of machine. */
    boolean isThere() {
        if (this == ZSTD && !Native.isLoaded()) {
            try {
                Native.load();
            } catch (UnsatisfiedLinkError e) {
                log.warn("Answers are not compressed by Zstandard, which can't be loaded here: {}", e.getMessage());
                return false;
            }
        }
        return true;
    }
}
