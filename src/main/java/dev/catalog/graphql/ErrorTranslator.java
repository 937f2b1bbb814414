package dev.catalog.graphql;

import dev.catalog.cache.Outage;
import dev.catalog.cache.WriteRefusedException;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.relay.NotFoundException;
import dev.catalog.relay.UnavailableException;
import graphql.AssertException;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.introspection.IntrospectionDisabledError;
import graphql.validation.ValidationError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Turns what went wrong into the error that the client gets.
 * <p>The unforeseen keeps its message and its stack for the log; the client gets the id to find it by.
 */
final class ErrorTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);

    /** For a number that the parser cannot even read. */
    static final String NUMBER_BEYOND_BOUNDS = "A number in the document has an exponent beyond all bounds.";

    // What graphql-java's parser says of such a number, as if it were a fault of syntax.
    private static final String UNREADABLE_NUMBER = "Invalid floating point value";

    private ErrorTranslator() {}

    /** The error for a failure at a place, which the log names. */
    static OperationError translate(Throwable thrown, String place, String requestId) {
        Throwable failure = unwrap(thrown);
        return switch (failure) {
            case BadUserInputException bad -> badUserInput(bad);
            case NotFoundException missing -> OperationError.of(ErrorCode.NOT_FOUND, message(missing));
            case UnavailableException unavailable -> OperationError.of(ErrorCode.UNAVAILABLE, message(unavailable));
            case WriteRefusedException refused -> readOnly(refused, place, requestId);
            case MissingScopeException missing -> OperationError.of(missing.code(), message(missing));
            case GraphQLError error -> translate(error, requestId);
            case AssertException _
            when isUnvalidated(failure) ->
                OperationError.of(
                        ErrorCode.BAD_USER_INPUT, "An input field that must not be null got a variable that is null.");
            case Throwable outage when Outage.isCauseOf(outage) -> unavailable(outage, place, requestId);
            default -> {
                LOG.error("Request {} failed at {}", requestId, place, failure);
                yield OperationError.internal(requestId);
            }
        };
    }

    /** The error in place of one that graphql-java made, or that has a code already. */
    static OperationError translate(GraphQLError error, String requestId) {
        if (error instanceof OperationError translated) {
            return translated;
        }
        if (UNREADABLE_NUMBER.equals(error.getMessage())) {
            return OperationError.of(ErrorCode.BAD_USER_INPUT, NUMBER_BEYOND_BOUNDS)
                    .at(error);
        }
        ErrorCode code = codeOf(error);
        if (code == ErrorCode.INTERNAL_SERVER_ERROR) {
            LOG.error("Request {} failed at {}: {}", requestId, error.getPath(), error.getMessage());
            return OperationError.internal(requestId).at(error);
        }
        return OperationError.of(code, ClientMessage.of(error))
                .with(details(error))
                .at(error);
    }

    private static ErrorCode codeOf(GraphQLError error) {
        return switch (error) {
            case BadFaithIntrospectionError _ -> ErrorCode.OPERATION_TOO_COMPLEX;
            case IntrospectionDisabledError _ -> ErrorCode.GRAPHQL_VALIDATION_FAILED;
            default -> declaredCode(error).orElseGet(() -> codeOf(error, error.getErrorType()));
        };
    }

    private static Optional<ErrorCode> declaredCode(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return extensions == null ? Optional.empty() : ErrorCode.find(extensions.get(ErrorCode.EXTENSION));
    }

    private static ErrorCode codeOf(GraphQLError error, @Nullable ErrorClassification type) {
        return switch (type) {
            case ErrorCode code -> code;
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.OperationNotSupported -> ErrorCode.GRAPHQL_VALIDATION_FAILED;
            // Beside what the validator finds, graphql-java calls so whatever is wrong with variables and operation
            // names.
            case ErrorType.ValidationError ->
                error instanceof ValidationError ? ErrorCode.GRAPHQL_VALIDATION_FAILED : ErrorCode.BAD_USER_INPUT;
            case ErrorType.ExecutionAborted -> ErrorCode.UNAVAILABLE;
            case null, default -> ErrorCode.INTERNAL_SERVER_ERROR;
        };
    }

    private static Map<String, Object> details(GraphQLError error) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (error.getExtensions() != null) {
            details.putAll(error.getExtensions());
            details.remove(ErrorCode.EXTENSION);
        }
        return details;
    }

    // The validator lets a variable with a default through where null is not allowed, and then null may come.
    private static boolean isUnvalidated(Throwable failure) {
        return String.valueOf(failure.getMessage()).endsWith("Should have been validated before");
    }

    private static OperationError badUserInput(BadUserInputException bad) {
        OperationError error = OperationError.of(ErrorCode.BAD_USER_INPUT, message(bad));
        return bad.argumentPath().isEmpty() ? error : error.with(Map.of("argumentPath", bad.argumentPath()));
    }

    private static OperationError unavailable(Throwable outage, String place, String requestId) {
        LOG.warn(
                "Request {} found something unavailable at {}: {}",
                requestId,
                place,
                NestedExceptionUtils.getMostSpecificCause(outage).toString());
        return OperationError.of(
                ErrorCode.UNAVAILABLE, "Something behind the gateway does not answer in time; try again later.");
    }

    private static OperationError readOnly(WriteRefusedException refused, String place, String requestId) {
        LOG.warn(
                "Request {} may not write at {}: {}",
                requestId,
                place,
                NestedExceptionUtils.getMostSpecificCause(refused).toString());
        return OperationError.of(ErrorCode.UNAVAILABLE, "This gateway may only read the catalog.");
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
