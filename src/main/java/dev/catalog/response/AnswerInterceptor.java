package dev.catalog.response;

import dev.catalog.cache.Lineage;
import dev.catalog.cache.LineageRecorder;
import dev.catalog.cache.Lineages;
import dev.catalog.document.TrustedDocument;
import dev.catalog.graphql.CatalogVersion;
import dev.catalog.graphql.DocumentUse;
import dev.catalog.graphql.OperationFacts;
import dev.catalog.graphql.ResultWriter;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Answers an operation whose answer is kept, and keeps the answers that may be: those to queries of anonymous callers, free of
 * errors, made of entries alone.
 */
final class AnswerInterceptor implements WebGraphQlInterceptor, Ordered {

    /** Behind what says which document is asked for, ahead of what reads the catalog. */
    static final int ORDER = 0;

    private static final String NO_STORE = "no-store";

    private final OperationKeys keys;
    private final ResponseCache cache;
    private final Lineages lineages;
    private final ResultWriter results;

    AnswerInterceptor(OperationKeys keys, ResponseCache cache, Lineages lineages, ResultWriter results) {
        this.keys = keys;
        this.cache = cache;
        this.lineages = lineages;
        this.results = results;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        AskedFor asked = AskedFor.among(request.getAttributes());
        if (asked == null) {
            return chain.next(request);
        }
        // The request itself may name its document alone.
        ExecutionInput input = request.toExecutionInput();
        KeepableOperation operation = keys.of(input, isTrusted(input));
        if (operation == null) {
            return chain.next(request);
        }
        VersionEnding ending = cache.writer().ending();
        if (!ending.isReachedFor(request.getHeaders().getFirst(CatalogVersion.LEAST_HEADER))) {
            return chain.next(request).map(this::bypassed);
        }
        DocumentUse document = DocumentUse.of(input);
        if (asked.bytes() != null && document != null && isToBeKept(request)) {
            cache.own().isKnown(asked.bytes(), new KnownRequest(operation.key(), document));
        }
        Answer known = cache.answers().here(operation.key());
        return known == null
                ? find(operation, asked.recorder(), request, chain)
                : hit(operation, request, known, ending);
    }

    private Mono<WebGraphQlResponse> find(
            KeepableOperation operation, LineageRecorder recorder, WebGraphQlRequest request, Chain chain) {
        AnswerFlights.Flight flight = cache.flights().board(operation.key(), isToBeKept(request));
        return Mono.defer(() -> {
                    VersionEnding ending = cache.writer().ending();
                    Answer found = flight.hasWaited() ? cache.answers().here(operation.key()) : elsewhere(operation);
                    return found == null
                            ? make(operation, recorder, request, chain, flight)
                            : hit(operation, request, found, ending);
                })
                .doFinally(_ -> flight.land());
    }

    private @Nullable Answer elsewhere(KeepableOperation operation) {
        return operation.query().isShared() ? cache.answers().anywhere(operation.key()) : null;
    }

    private Mono<WebGraphQlResponse> make(
            KeepableOperation operation,
            LineageRecorder recorder,
            WebGraphQlRequest request,
            Chain chain,
            AnswerFlights.Flight flight) {
        return chain.next(request).map(response -> {
            Lineage lineage = response.getErrors().isEmpty() ? lineages.seal(recorder) : null;
            if (lineage == null) {
                flight.isInVain();
                return bypassed(response);
            }
            return kept(operation, recorder, request, response, lineage);
        });
    }

    /** Keeps the answer; the response, its data in the form that is kept. */
    private WebGraphQlResponse kept(
            KeepableOperation operation,
            LineageRecorder recorder,
            WebGraphQlRequest request,
            WebGraphQlResponse response,
            Lineage lineage) {
        cache.metrics().miss();
        byte[] data = results.bytes(response.getData());
        Answer answer = new Answer(lineage, data);
        tell(operation, request, answer);
        if (isToBeKept(request)) {
            if (operation.query().made(recorder.readsElsewhere(), data.length)) {
                cache.answers().keepForAll(operation.key(), answer, data);
            } else {
                cache.answers().keep(operation.key(), answer);
            }
        }
        WebGraphQlResponse made = response.transform(builder -> builder.data(answer.data()));
        AnswerHeaders.write(made.getResponseHeaders(), answer, AnswerHeaders.MISS);
        return made;
    }

    /** Whether the client does not say that nobody is to keep what it asks and is answered. It is given what is kept all the same. */
    private static boolean isToBeKept(WebGraphQlRequest request) {
        return request.getHeaders().getValuesAsList(HttpHeaders.CACHE_CONTROL).stream()
                .noneMatch(NO_STORE::equalsIgnoreCase);
    }

    private Mono<WebGraphQlResponse> hit(
            KeepableOperation operation, WebGraphQlRequest request, Answer answer, VersionEnding ending) {
        cache.metrics().hit();
        tell(operation, request, answer);
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .data(answer.data())
                .extensions(ending.extensions())
                .build();
        WebGraphQlResponse response =
                new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
        AnswerHeaders.write(response.getResponseHeaders(), answer, AnswerHeaders.HIT);
        return Mono.just(response);
    }

    /** Has the access log tell of those whom the answer reaches without being parsed what it tells of this one. */
    private void tell(KeepableOperation operation, WebGraphQlRequest request, Answer answer) {
        OperationFacts facts = OperationFacts.among(request.getAttributes());
        if (facts != null) {
            facts.isQuery(operation.name());
            answer.isTold(facts);
            cache.own().weighAgain(operation.key(), answer);
        }
    }

    private WebGraphQlResponse bypassed(WebGraphQlResponse response) {
        cache.metrics().bypass();
        response.getResponseHeaders().set(AnswerHeaders.X_CACHE, AnswerHeaders.BYPASS);
        return response;
    }

    /** Whether its document may cost what it likes, so that nobody else is to be given what it comes to. */
    private static boolean isTrusted(ExecutionInput operation) {
        return operation.getGraphQLContext().hasKey(TrustedDocument.class);
    }
}
