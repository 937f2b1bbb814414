package dev.catalog.graphql;

import graphql.ErrorClassification;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went wrong, as {@code extensions.code} of every error says it. */
enum ErrorCode implements ErrorClassification {

    /** The input breaks a bound; the message names it. The same request fails again. */
    BAD_USER_INPUT,
    /** What was asked for by its id is not there. */
    NOT_FOUND,
    /** The document is no GraphQL. */
    GRAPHQL_PARSE_FAILED,
    /** The document does not fit the schema. */
    GRAPHQL_VALIDATION_FAILED,
    /** A token is needed, or the one given is not valid. */
    UNAUTHENTICATED,
    /** The token lacks the scope. */
    FORBIDDEN,
    /** No document is stored under the hash; send it along. */
    PERSISTED_QUERY_NOT_FOUND,
    /** The operation nests deeper than allowed. */
    OPERATION_TOO_DEEP,
    /** The operation costs more than allowed. */
    OPERATION_TOO_COMPLEX,
    /** The caller spent its budget; try again later. */
    RATE_LIMITED,
    /** Something behind the gateway does not answer in time; the same request may succeed later. */
    UNAVAILABLE,
    /** An unforeseen failure, explained in the log under the request's id. */
    INTERNAL_SERVER_ERROR;

    static final String EXTENSION = "code";

    /** The code of this name, as an error's extensions may bear it. */
    static Optional<ErrorCode> find(@Nullable Object name) {
        return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
    }

    Map<String, Object> extensions() {
        return Map.of(EXTENSION, name());
    }
}
