package dev.catalog.response;

import com.github.luben.zstd.util.Native;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How bytes are compressed for who accepts it, the best first. */
enum Coding {
    ZSTD,
    GZIP;

    private static final Logger log = LoggerFactory.getLogger(Coding.class);

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
