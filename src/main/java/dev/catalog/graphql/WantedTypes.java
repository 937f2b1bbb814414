package dev.catalog.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * The types of answers that clients want most by their {@code Accept} headers, of which most clients send the same few: it
 * remembers what they come to.
 */
final class WantedTypes {

    private static final int MOST_HEADERS = 1000;
    private static final int LONGEST_HEADER = 500;
    private static final List<AnswerType> ALL = List.of(AnswerType.values());

    private final Cache<String, Optional<AnswerType>> known = Caffeine.newBuilder()
            .maximumSize(MOST_HEADERS)
            .executor(Runnable::run)
            .build();

    /** The one that the client wants; empty where it accepts none of them, or what it accepts can't be read. */
    Optional<AnswerType> by(HttpServletRequest request) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        return accept.size() == 1 && accept.getFirst().length() <= LONGEST_HEADER
                ? known.get(accept.getFirst(), header -> AnswerType.preferred(List.of(header), ALL))
                : AnswerType.preferred(accept, ALL);
    }
}
