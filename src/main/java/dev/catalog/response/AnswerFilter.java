package dev.catalog.response;

import dev.catalog.cache.LineageRecorder;
import dev.catalog.graphql.CatalogVersion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a request that was answered before, byte for byte the same, ahead of all that would parse it. A request that may
 * be anything but an anonymous query goes on as it is.
 */
final class AnswerFilter extends OncePerRequestFilter {

    /** Of a longer body no digest is taken: its operation is known once it is parsed. */
    private static final int LONGEST_BODY = 64 * 1024;

    private static final byte[] GET = {'G'};
    private static final byte[] POST = {'P'};

    private final String path;
    private final CorsConfigurationSource allowedOrigins;
    private final CorsProcessor origins;
    private final boolean counted;
    private final SingletonSupplier<ResponseCache> responses;

    /**
     * @param counted whether each request is to be counted to its caller, and so none to be answered here
     * @param responses asked for with the first request
     */
    AnswerFilter(
            String path,
            CorsConfigurationSource allowedOrigins,
            CorsProcessor origins,
            boolean counted,
            SingletonSupplier<ResponseCache> responses) {
        this.path = path;
        this.allowedOrigins = allowedOrigins;
        this.origins = origins;
        this.counted = counted;
        this.responses = responses;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(path)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        int length = request.getContentLength();
        if (HttpMethod.GET.matches(request.getMethod()) && query != null && length <= 0) {
            answer(request, response, chain, counted ? null : Digest.of(GET, query.getBytes(StandardCharsets.UTF_8)));
        } else if (HttpMethod.POST.matches(request.getMethod()) && query == null && isJson(request)) {
            if (!counted && length > 0 && length <= LONGEST_BODY) {
                byte[] body = request.getInputStream().readNBytes(length);
                answer(new ReadBody(request, body), response, chain, Digest.of(POST, body));
            } else {
                answer(request, response, chain, null);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, @Nullable Digest bytes)
            throws ServletException, IOException {
        if (bytes != null) {
            // Before the answer is judged: what is current then is right at this version.
            ResponseCache cache = responses.obtain();
            VersionEnding ending = cache.writer().ending();
            boolean reached = ending.isReachedFor(request.getHeader(CatalogVersion.LEAST_HEADER));
            KnownRequest known = reached ? cache.answers().known(bytes) : null;
            Answer answer = known == null ? null : cache.answers().here(known.operation());
            String contentType = answer == null ? null : cache.writer().contentType(request);
            if (known != null && answer != null && contentType != null) {
                if (mayBeRead(request, response)) {
                    cache.metrics().hit();
                    known.document().tell();
                    if (answer.facts() != null) {
                        answer.facts().note(request);
                    }
                    cache.writer().write(request, response, contentType, answer, ending);
                }
                return;
            }
        }
        new AskedFor(bytes, new LineageRecorder()).mark(request);
        chain.doFilter(request, response);
    }

    /** Whether the page that asks, if one does, may read answers; refuses it where it may not, as for all other requests. */
    private boolean mayBeRead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CorsConfiguration allowed = allowedOrigins.getCorsConfiguration(request);
        return allowed == null || origins.processRequest(allowed, request, response);
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && (type.equals(MediaType.APPLICATION_JSON_VALUE)
                        || type.replace(" ", "").equalsIgnoreCase("application/json;charset=utf-8"));
    }
}
