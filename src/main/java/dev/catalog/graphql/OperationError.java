package dev.catalog.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as clients get it: a message that tells nothing of the inside, where it arose, and its {@link ErrorCode}. */
final class OperationError implements GraphQLError {

    private static final String MESSAGE = "message";
    private static final String PATH = "path";
    private static final String LOCATIONS = "locations";
    private static final String EXTENSIONS = "extensions";

    private final ErrorCode code;
    private final String message;
    private final transient @Nullable List<SourceLocation> locations;
    private final transient @Nullable List<Object> path;
    private final transient Map<String, Object> details;

    private OperationError(
            ErrorCode code,
            String message,
            @Nullable List<SourceLocation> locations,
            @Nullable List<Object> path,
            Map<String, Object> details) {
        this.code = code;
        this.message = message;
        this.locations = locations;
        this.path = path;
        this.details = details;
    }

    static OperationError of(ErrorCode code, String message) {
        return new OperationError(code, message, null, null, Map.of());
    }

    /** An unforeseen failure; the log tells of it under the same request id. */
    static OperationError internal(String requestId) {
        return of(
                        ErrorCode.INTERNAL_SERVER_ERROR,
                        "The gateway failed to answer; its log tells why, under this request id.")
                .with(Map.of("requestId", requestId));
    }

    /** The same at the place of the other error. */
    OperationError at(GraphQLError place) {
        return new OperationError(code, message, place.getLocations(), place.getPath(), details);
    }

    /** The same at this place. */
    OperationError at(@Nullable SourceLocation location, List<Object> place) {
        return new OperationError(code, message, location == null ? null : List.of(location), place, details);
    }

    /** The same with more extensions. */
    OperationError with(Map<String, Object> extensions) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.putAll(extensions);
        return new OperationError(code, message, locations, path, more);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public @Nullable List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return code;
    }

    @Override
    public Map<String, Object> getExtensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(ErrorCode.EXTENSION, code.name());
        extensions.putAll(details);
        return extensions;
    }

    // The default adds the error type to the extensions a second time, as "classification".
    @Override
    public Map<String, Object> toSpecification() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put(MESSAGE, message);
        if (locations != null) {
            error.put(
                    LOCATIONS,
                    locations.stream().map(OperationError::specification).toList());
        }
        if (path != null) {
            error.put(PATH, path);
        }
        error.put(EXTENSIONS, getExtensions());
        return error;
    }

    @Override
    public String toString() {
        return toSpecification().toString();
    }

    private static Map<String, Integer> specification(SourceLocation location) {
        Map<String, Integer> place = new LinkedHashMap<>();
        place.put("line", location.getLine());
        place.put("column", location.getColumn());
        return place;
    }
}
