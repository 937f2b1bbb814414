package dev.catalog.response;

import dev.catalog.cache.LineageRecorder;
import dev.catalog.graphql.CatalogVersion;
import dev.catalog.graphql.OperationFacts;
import dev.catalog.graphql.ReadyHeader;
import dev.catalog.graphql.RequestId;
import dev.catalog.graphql.RequestTimes;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;

/**
 * Answers a request that was answered before, byte for byte the same, ahead of all that would parse it, of the servlet and of its
 * filters. A request that may be anything but an anonymous query goes on as it is.
 */
final class AnswerValve extends ValveBase {

    /** Of a longer body no digest is taken: its operation is known once it is parsed. */
    private static final int LONGEST_BODY = 64 * 1024;

    private static final byte GET = 'G';
    private static final byte[] POST = {'P'};

    private final String path;
    private final @Nullable CorsConfiguration allowedOrigins;
    private final CorsProcessor origins;
    private final boolean counted;
    private final SingletonSupplier<ResponseCache> responses;
    private final SingletonSupplier<RequestTimes> times;

    /**
     * @param allowedOrigins whose pages may ask; null where no pages of others may
     * @param counted whether each request is to be counted to its caller, and so none to be answered here
     * @param responses asked for with the first request, as are the times
     */
    AnswerValve(
            String path,
            @Nullable CorsConfiguration allowedOrigins,
            CorsProcessor origins,
            boolean counted,
            SingletonSupplier<ResponseCache> responses,
            SingletonSupplier<RequestTimes> times) {
        super(true);
        this.path = path;
        this.allowedOrigins = allowedOrigins;
        this.origins = origins;
        this.counted = counted;
        this.responses = responses;
        this.times = times;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!mayBeKept(request, response) || !answer(request, response)) {
            getNext().invoke(request, response);
        }
    }

    private boolean mayBeKept(Request request, Response response) {
        return request.getCoyoteRequest().requestURI().equals(path)
                && request.getContext() != null
                && !request.isAsync()
                && !response.isError()
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /** Whether the request is answered. One that is not is marked, where its answer may be kept. */
    private boolean answer(Request request, Response response) throws IOException {
        MessageBytes query = request.getCoyoteRequest().queryString();
        int length = request.getContentLength();
        if (HttpMethod.GET.matches(request.getMethod()) && !query.isNull() && length <= 0) {
            // As they came: to make a text of them would cost as much as all that is done to find the answer.
            query.toBytes();
            return answer(request, response, counted ? null : Digest.of(GET, query.getByteChunk()));
        }
        if (!HttpMethod.POST.matches(request.getMethod())
                || !query.isNull()
                || !isJson(request.getCoyoteRequest().contentType())) {
            return false;
        }
        if (counted || length <= 0 || length > LONGEST_BODY) {
            return answer(request, response, null);
        }
        ArrivedBody body = ArrivedBody.of(request);
        byte[] whole = body.whole();
        boolean answered = answer(request, response, whole == null ? null : Digest.of(POST, whole));
        if (!answered) {
            body.handOn(request);
        }
        return answered;
    }

    private boolean answer(Request request, Response response, @Nullable Digest bytes) throws IOException {
        if (bytes != null) {
            long start = System.nanoTime();
            // Before the answer is judged: what is current then is right at this version.
            ResponseCache cache = responses.obtain();
            VersionEnding ending = cache.writer().ending();
            boolean reached = ending.isReachedFor(request.getHeader(CatalogVersion.LEAST_HEADER));
            KnownRequest known = reached ? cache.own().known(bytes) : null;
            Answer answer = known == null ? null : cache.answers().here(known.operation());
            ReadyHeader contentType = answer == null ? null : cache.writer().contentType(request);
            if (known != null && answer != null && contentType != null) {
                try {
                    send(request, response, known, answer, contentType, ending);
                } catch (IOException | RuntimeException e) {
                    times.obtain().failed(start, request.getMethod(), e);
                    throw e;
                }
                times.obtain().answered(start, request.getMethod(), response.getStatus());
                return true;
            }
        }
        new AskedFor(bytes, new LineageRecorder()).mark(request);
        return false;
    }

    private void send(
            Request request,
            Response response,
            KnownRequest known,
            Answer answer,
            ReadyHeader contentType,
            VersionEnding ending)
            throws IOException {
        String id = RequestId.choose(request);
        AnswerHeaders.REQUEST_ID.with(id).addTo(response.getCoyoteResponse().getMimeHeaders());
        if (!mayBeRead(request, response)) {
            return;
        }
        ResponseCache cache = responses.obtain();
        cache.metrics().hit();
        known.document().tell(id);
        OperationFacts facts = answer.facts();
        if (facts != null) {
            facts.note(request);
        }
        // A shutdown waits for requests that have come to their servlet, or are counted here.
        request.getContext().incrementInProgressAsyncCount();
        try {
            int weight = answer.weight();
            cache.writer().write(request, response, contentType, answer, ending);
            if (answer.weight() != weight) {
                cache.own().weighAgain(known.operation(), answer);
            }
        } finally {
            request.getContext().decrementInProgressAsyncCount();
        }
    }

    /** Whether the page that asks, if one does, may read answers; refuses it where it may not, as for all other requests. */
    private boolean mayBeRead(Request request, Response response) throws IOException {
        return allowedOrigins == null || origins.processRequest(allowedOrigins, request, response);
    }

    private static boolean isJson(@Nullable MessageBytes type) {
        return type != null
                && (type.equals(MediaType.APPLICATION_JSON_VALUE)
                        || type.toString().replace(" ", "").equalsIgnoreCase("application/json;charset=utf-8"));
    }
}
