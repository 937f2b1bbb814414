package dev.catalog.response;

import dev.catalog.graphql.AnswerType;
import dev.catalog.graphql.ReadyHeader;
import java.util.List;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The content type of an answer, by what the client accepts; it remembers what it chose. */
final class MediaTypeChoice {

    private static final List<AnswerType> OFFERED = List.of(AnswerType.values());

    private static final ReadyHeader JSON = header(AnswerType.JSON);

    private final ChoiceByHeader<ReadyHeader> chosen = new ChoiceByHeader<>(MediaTypeChoice::choose);

    /** The content type, as a header; null where it is to be an event stream, or is to be chosen elsewhere, or there is none. */
    @Nullable
    ReadyHeader of(@Nullable MessageBytes accept) {
        return accept == null ? JSON : chosen.of(accept);
    }

    private static @Nullable ReadyHeader choose(String accept) {
        return AnswerType.preferred(List.of(accept), OFFERED)
                .filter(type -> type != AnswerType.EVENT_STREAM)
                .map(MediaTypeChoice::header)
                .orElse(null);
    }

    private static ReadyHeader header(AnswerType type) {
        return new ReadyHeader(HttpHeaders.CONTENT_TYPE, type.header().toString());
    }
}
