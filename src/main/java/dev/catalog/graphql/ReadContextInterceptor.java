package dev.catalog.graphql;

import dev.catalog.cache.LineageRecorder;
import dev.catalog.cache.ReadContext;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.limits.LimitsProperties;
import dev.catalog.security.Scope;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives each operation the context of its reads: how much time they have, how new they must at least be, whether they are
 * told one by one. Says in the answer's extensions which version of the catalog it is right at.
 */
@Component
final class ReadContextInterceptor implements WebGraphQlInterceptor {

    private static final Logger log = LoggerFactory.getLogger(ReadContextInterceptor.class);

    private static final String WAITING = ReadContextInterceptor.class.getName() + ".waiting";

    static final String EXPLAIN = "X-Catalog-Explain";

    /** How long an operation waits for changes that its caller has seen already, before it reads past the caches. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** What reads in time may take to become an answer; past it there is none. */
    private static final Duration OVERTIME = Duration.ofSeconds(2);

    /** A version as it is told: most answers are right at the same. */
    private record Told(Position position, String version) {}

    private final ChangeFeed feed;
    private final LimitsProperties limits;
    private volatile @Nullable Told told;

    ReadContextInterceptor(ChangeFeed feed, LimitsProperties limits) {
        this.feed = feed;
        this.limits = limits;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Position least;
        try {
            least = leastVersion(request);
        } catch (IllegalArgumentException e) {
            return Mono.just(refused(request));
        }
        ReadContext reads = ReadContext.within(limits.timeout());
        if (least != null && !isReached(least)) {
            reads = reads.bypassed();
        }
        if (isToExplain(request)) {
            reads = reads.recorded();
        }
        if (request.getAttributes().get(LineageRecorder.class.getName()) instanceof LineageRecorder recorder) {
            reads = reads.tracedBy(recorder);
        }
        if (request.getAttributes().containsKey(WAITING)) {
            reads = reads.blocking();
        }
        return answer(request, chain, reads, least);
    }

    /** Marks a request whose thread waits for the answer. */
    static void isWaitedFor(HttpServletRequest request) {
        request.setAttribute(WAITING, true);
    }

    private Mono<WebGraphQlResponse> answer(
            WebGraphQlRequest request, Chain chain, ReadContext reads, @Nullable Position least) {
        Position before = version(least);
        WrittenVersion written = new WrittenVersion();
        RootReads rootReads = reads.isRecording() ? new RootReads() : null;
        request.configureExecutionInput((input, _) -> {
            GraphQLContext context = input.getGraphQLContext();
            context.put(ReadContext.class, reads);
            context.put(WrittenVersion.class, written);
            if (rootReads != null) {
                context.put(RootReads.class, rootReads);
            }
            return input;
        });
        Mono<WebGraphQlResponse> late =
                RequestId.bind(String.valueOf(request.getExecutionId()), () -> Mono.fromSupplier(() -> late(request)));
        return within(limits.timeout().plus(OVERTIME), chain.next(request), late)
                .map(response -> {
                    Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
                    Position version = written.isWritten() ? version(written, least) : before;
                    if (version != null) {
                        extensions.put("catalogVersion", told(version));
                    }
                    if (reads.isStaleForOutage()) {
                        extensions.put("stale", true);
                    }
                    if (rootReads != null) {
                        extensions.put("cache", rootReads.explain(reads.reads()));
                    }
                    return extensions.isEmpty()
                            ? response
                            : response.transform(builder -> builder.extensions(extensions));
                });
    }

    /** The answer, or another one where it is late. No alarm is set for what is there before anybody waits for it. */
    private static <T> Mono<T> within(Duration longest, Mono<T> answer, Mono<T> late) {
        return Mono.deferContextual(context -> {
            CompletableFuture<T> made = answer.contextWrite(context).toFuture();
            Mono<T> awaited = Mono.fromFuture(made);
            return made.isDone() ? awaited : awaited.timeout(longest, late);
        });
    }

    private static @Nullable Position leastVersion(WebGraphQlRequest request) {
        String version = request.getHeaders().getFirst(CatalogVersion.LEAST_HEADER);
        return version == null || version.isBlank() ? null : CatalogVersion.parse(version.strip());
    }

    private boolean isReached(Position least) {
        return isPast(least) || (feed.catchUp(LONGEST_WAIT) && isPast(least));
    }

    private boolean isPast(Position least) {
        return feed.position()
                .filter(position -> CatalogVersion.isReached(position, least))
                .isPresent();
    }

    /** Before anything is read: the position of this node, or what the caller has seen where that is not in it. */
    private @Nullable Position version(@Nullable Position least) {
        return least == null || isPast(least) ? feed.position().orElse(null) : least;
    }

    /** Once all is written: a position with that in it, or none where that is not known or not past what the caller has seen. */
    private static @Nullable Position version(WrittenVersion written, @Nullable Position least) {
        return written.position()
                .filter(position -> least == null || CatalogVersion.isReached(position, least))
                .orElse(null);
    }

    private String told(Position version) {
        Told last = told;
        if (last == null || !last.position().equals(version)) {
            last = new Told(version, CatalogVersion.of(version));
            told = last;
        }
        return last.version();
    }

    private static boolean isToExplain(WebGraphQlRequest request) {
        return "cache".equals(request.getHeaders().getFirst(EXPLAIN))
                && SocketAuthentication.callerOf(request).has(Scope.CACHE_MANAGE);
    }

    private static WebGraphQlResponse refused(WebGraphQlRequest request) {
        return failed(
                request,
                ErrorCode.BAD_USER_INPUT,
                "The header " + CatalogVersion.LEAST_HEADER
                        + " holds no version; send back extensions.catalogVersion as it came.");
    }

    private WebGraphQlResponse late(WebGraphQlRequest request) {
        log.error(
                "Request {} has no answer after {}",
                request.getExecutionId(),
                limits.timeout().plus(OVERTIME));
        return failed(request, ErrorCode.UNAVAILABLE, "The operation takes longer than it may; try again later.");
    }

    private static WebGraphQlResponse failed(WebGraphQlRequest request, ErrorCode code, String message) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .addError(OperationError.of(code, message))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }
}
