package dev.catalog.response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.graphql.AnswerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The content type of an answer, by what the client accepts; it remembers what it chose. */
final class MediaTypeChoice {

    private static final int MOST_HEADERS = 1000;
    private static final int LONGEST_HEADER = 500;
    private static final List<AnswerType> OFFERED = List.of(AnswerType.values());

    private static final ReadyHeader JSON = header(AnswerType.JSON);

    private final Cache<String, Optional<ReadyHeader>> chosen = Caffeine.newBuilder()
            .maximumSize(MOST_HEADERS)
            .executor(Runnable::run)
            .build();

    /** The content type, as a header; null where it is to be an event stream, or is to be chosen elsewhere, or there is none. */
    @Nullable
    ReadyHeader of(@Nullable String accept) {
        if (accept == null) {
            return JSON;
        }
        return accept.length() > LONGEST_HEADER
                ? null
                : chosen.get(accept, MediaTypeChoice::choose).orElse(null);
    }

    private static Optional<ReadyHeader> choose(String accept) {
        return AnswerType.preferred(List.of(accept), OFFERED)
                .filter(type -> type != AnswerType.EVENT_STREAM)
                .map(MediaTypeChoice::header);
    }

    private static ReadyHeader header(AnswerType type) {
        return new ReadyHeader(HttpHeaders.CONTENT_TYPE, type.header().toString());
    }
}
