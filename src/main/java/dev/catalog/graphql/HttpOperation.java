package dev.catalog.graphql;

import graphql.ExecutionInput;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.server.ServletServerHttpRequest;

/**
 * An operation that came with a request of its own. Its input is built once for all who change it, where Spring's builds it anew for each; of the
 * request it looks up what it is asked for.
 */
final class HttpOperation extends WebGraphQlRequest {

    private final HttpServletRequest request;
    private final List<BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput>> changes = new ArrayList<>();

    HttpOperation(URI endpoint, HttpServletRequest request, GraphQlRequest operation) {
        super(
                endpoint,
                RequestHeaders.of(request),
                null,
                null,
                new RequestAttributes(request),
                operation,
                RequestId.of(request),
                Locale.ENGLISH);
        this.request = request;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return new ServletServerHttpRequest(request).getRemoteAddress();
    }

    @Override
    public void configureExecutionInput(BiFunction<ExecutionInput, ExecutionInput.Builder, ExecutionInput> change) {
        changes.add(change);
    }

    @Override
    public ExecutionInput toExecutionInput() {
        ExecutionInput input = super.toExecutionInput();
        AtomicReference<ExecutionInput> changed = new AtomicReference<>(input);
        var _ = input.transform(
                builder -> changes.forEach(change -> changed.set(change.apply(changed.get(), builder))));
        return Objects.requireNonNull(changed.get());
    }
}
