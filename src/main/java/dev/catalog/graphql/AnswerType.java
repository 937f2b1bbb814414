package dev.catalog.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.graphql.MediaTypes;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media types of answers, in the order in which the gateway prefers them where a client has no preference.
 * <p>All but JSON are for clients who name them: {@code *}{@code /*} means JSON.
 */
@SuppressWarnings("ImmutableEnumChecker") // No MediaType changes.
public enum AnswerType {
    GRAPHQL_RESPONSE(MediaTypes.APPLICATION_GRAPHQL_RESPONSE),
    JSON(MediaType.APPLICATION_JSON),
    EVENT_STREAM(MediaType.TEXT_EVENT_STREAM);

    private static final Comparator<Wish> BY_QUALITY = Comparator.comparingDouble(Wish::quality)
            .thenComparing(Wish::named)
            .thenComparing(Wish::type, Comparator.reverseOrder());

    private final MediaType type;
    private final MediaType header;

    AnswerType(MediaType type) {
        this.type = type;
        this.header = new MediaType(type, StandardCharsets.UTF_8);
    }

    /** What an answer of this type bears as its {@code Content-Type}. */
    public MediaType header() {
        return header;
    }

    /**
     * The one of these types that a client wants most by its {@code Accept} headers; JSON where there are none, empty where
     * they accept none of them or can't be read.
     */
    public static Optional<AnswerType> preferred(Collection<String> accept, Collection<AnswerType> offered) {
        if (accept.isEmpty()) {
            return Optional.of(JSON);
        }
        return ranges(accept)
                .flatMap(ranges -> offered.stream()
                        .map(type -> type.wish(ranges))
                        .flatMap(Optional::stream)
                        .filter(wish -> wish.quality() > 0)
                        .max(BY_QUALITY)
                        .map(Wish::type));
    }

    private static Optional<List<MediaType>> ranges(Collection<String> accept) {
        try {
            return Optional.of(MediaType.parseMediaTypes(List.copyOf(accept)));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    /** What the most specific of the ranges that include this type says of it. */
    private Optional<Wish> wish(List<MediaType> ranges) {
        return ranges.stream()
                .filter(this::isIn)
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .map(range -> new Wish(this, range.getQualityValue(), isNamed(range)));
    }

    private boolean isIn(MediaType range) {
        return (this == JSON ? range.includes(type) : isNamed(range))
                && (range.getCharset() == null || StandardCharsets.UTF_8.equals(range.getCharset()));
    }

    private boolean isNamed(MediaType range) {
        return range.equalsTypeAndSubtype(type);
    }

    private record Wish(AnswerType type, double quality, boolean named) {}
}
