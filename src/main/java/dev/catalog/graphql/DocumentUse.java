package dev.catalog.graphql;

import graphql.ExecutionInput;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * One way in which a document comes with requests, to be told of each time, whether the operation is carried out or its answer is
 * known by the request's bytes.
 * <p>Found in graphql-java's context.
 */
public final class DocumentUse {

    private final Counter requests;
    private final @Nullable Runnable log;

    /** @param log tells of it; null where that is not wanted */
    DocumentUse(Counter requests, @Nullable Runnable log) {
        this.requests = requests;
        this.log = log;
    }

    /** The same way, of a document that the log is told of. */
    DocumentUse loggedBy(Runnable told) {
        return new DocumentUse(requests, told);
    }

    /** That of an operation; null where its document was not found. */
    public static @Nullable DocumentUse of(ExecutionInput operation) {
        return operation.getGraphQLContext().get(DocumentUse.class);
    }

    /** Tells that there is a request more. */
    void tell() {
        requests.increment();
        if (log != null) {
            log.run();
        }
    }

    /** Tells of a request with this id, which does not stand for the log. */
    public void tell(String requestId) {
        if (log == null) {
            tell();
        } else {
            RequestId.during(requestId, this::tell);
        }
    }

    void handOn(WebGraphQlRequest request) {
        request.configureExecutionInput((input, _) -> {
            input.getGraphQLContext().put(DocumentUse.class, this);
            return input;
        });
    }
}
