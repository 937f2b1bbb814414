package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/** What an operation over HTTP is answered. */
final class HttpAnswer {

    private final HttpStatus status;
    private final HttpHeaders headers;
    private final MediaType type;
    private final byte[] body;

    HttpAnswer(HttpStatus status, HttpHeaders headers, MediaType type, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.type = type;
        this.body = body;
    }

    /** Sends it, or that the client has it already. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        // To go through them themselves looks for names that differ in case alone, of which they have none.
        headers.toSingleValueMap()
                .keySet()
                .forEach(name -> headers.getOrEmpty(name).forEach(value -> response.addHeader(name, value)));
        response.setContentType(type.toString());
        String etag = headers.getETag();
        if (etag != null
                && !HttpMethod.POST.matches(request.getMethod())
                && new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
