package dev.catalog.graphql;

import dev.catalog.document.DocumentHash;
import dev.catalog.document.PersistedDocuments;
import dev.catalog.document.TrustedDocument;
import dev.catalog.document.TrustedDocuments;
import dev.catalog.document.TrustedMode;
import dev.catalog.relay.BadUserInputException;
import dev.catalog.security.Scope;
import graphql.ExecutionResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds the documents that requests name, on every transport, and registers those that they name and bring along once one was
 * executed: a document that is not valid, or beyond a limit, is not kept. Where trusted documents are required it lets no
 * others through but those of callers with all scopes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class DocumentInterceptor implements WebGraphQlInterceptor {

    /** By this very message Apollo's clients know to send the document. */
    private static final OperationError NOT_FOUND =
            OperationError.of(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");

    private static final OperationError UNTRUSTED = OperationError.of(
            ErrorCode.FORBIDDEN, "Trusted documents alone are answered here, and this is none of them.");

    private final TrustedDocuments trusted;
    private final PersistedDocuments persisted;
    private final UntrustedDocuments untrusted;
    private final MeterRegistry meters;
    private final DocumentUse sentUse;
    private final DocumentUse persistedUse;
    private final DocumentUse trustedUse;

    DocumentInterceptor(
            TrustedDocuments trusted,
            PersistedDocuments persisted,
            UntrustedDocuments untrusted,
            MeterRegistry meters) {
        this.trusted = trusted;
        this.persisted = persisted;
        this.untrusted = untrusted;
        this.meters = meters;
        // One for all: each request that is known by its bytes remembers its own.
        sentUse = new DocumentUse(requests("sent"), null);
        persistedUse = new DocumentUse(requests("persisted"), null);
        trustedUse = new DocumentUse(requests("trusted"), null);
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        try {
            DocumentName name = DocumentName.of(request);
            String text = DocumentName.textOf(request);
            if (text != null) {
                return answer(text, name, request, chain);
            }
            return name == null ? chain.next(request) : answer(name, request, chain);
        } catch (BadUserInputException e) {
            return refuse(request, OperationError.of(ErrorCode.BAD_USER_INPUT, String.valueOf(e.getMessage())));
        }
    }

    private Mono<WebGraphQlResponse> answer(
            String text, @Nullable DocumentName name, WebGraphQlRequest request, Chain chain) {
        TrustedDocument document = trusted.withText(text).orElse(null);
        if (name != null) {
            requireNameOf(text, document, name);
        }
        if (document != null) {
            return execute(document, request, chain);
        }
        if (mustBeTrusted(request)) {
            return refuse(request, UNTRUSTED);
        }
        Mono<WebGraphQlResponse> answer = execute(text, sentUse, request, chain);
        return name == null ? answer : answer.doOnNext(response -> register(name, text, response));
    }

    private Mono<WebGraphQlResponse> answer(DocumentName name, WebGraphQlRequest request, Chain chain) {
        TrustedDocument document = trusted.find(name.id()).orElse(null);
        if (document != null) {
            return execute(document, request, chain);
        }
        if (mustBeTrusted(request)) {
            return refuse(request, UNTRUSTED);
        }
        Optional<String> text = name.isHash() ? persisted.find(name.id()) : Optional.empty();
        return text.isPresent() ? execute(text.get(), persistedUse, request, chain) : refuse(request, NOT_FOUND);
    }

    private static void requireNameOf(String text, @Nullable TrustedDocument document, DocumentName name) {
        boolean fits = name.isHash()
                ? name.id().equals(DocumentHash.of(text))
                : document != null && document.id().equals(name.id());
        if (!fits) {
            throw new BadUserInputException("The document is not the one that its hash or id names.");
        }
    }

    private boolean mustBeTrusted(WebGraphQlRequest request) {
        return trusted.mode() == TrustedMode.REQUIRE
                && !SocketAuthentication.callerOf(request).scopes().containsAll(Scope.ALL);
    }

    private Mono<WebGraphQlResponse> execute(TrustedDocument document, WebGraphQlRequest request, Chain chain) {
        note(trustedUse, request);
        request.configureExecutionInput((_, input) -> input.query(document.text())
                .graphQLContext(Map.of(TrustedDocument.class, document))
                .build());
        return chain.next(request);
    }

    private Mono<WebGraphQlResponse> execute(String text, DocumentUse use, WebGraphQlRequest request, Chain chain) {
        note(trusted.mode() == TrustedMode.LOG ? use.loggedBy(untrusted.told(text)) : use, request);
        if (!text.equals(request.getDocument())) {
            request.configureExecutionInput((_, input) -> input.query(text).build());
        }
        return chain.next(request);
    }

    private static void note(DocumentUse use, WebGraphQlRequest request) {
        use.tell();
        use.handOn(request);
    }

    private void register(DocumentName name, String text, WebGraphQlResponse response) {
        if (response.getExecutionResult().isDataPresent()) {
            persisted.register(name.id(), text);
        }
    }

    private Mono<WebGraphQlResponse> refuse(WebGraphQlRequest request, OperationError error) {
        requests(error == NOT_FOUND ? "unknown" : "refused").increment();
        ExecutionResult result =
                ExecutionResult.newExecutionResult().addError(error).build();
        return Mono.just(
                new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result)));
    }

    private Counter requests(String document) {
        return meters.counter("catalog.documents.requests", "document", document);
    }
}
