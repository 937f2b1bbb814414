package dev.catalog.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** This node's own GraphQL endpoint, as an anonymous client on this machine sees it. */
final class OwnEndpoint {

    private static final String USER_AGENT = "catalog-gateway-rehearsal";
    private static final int PATIENCE_MILLIS = 10_000;

    private final URI address;
    private final JsonMapper json;

    OwnEndpoint(URI address, JsonMapper json) {
        this.address = address;
        this.json = json;
    }

    /**
     * The {@code data} of the answer. Blocks for up to ten seconds.
     *
     * @throws IOException where it can't be reached, or answers by an error
     */
    // The client of java.net.http would have more code to compile than what is rehearsed.
    JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables, RequestForm form)
            throws IOException {
        HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setRequestMethod(HttpMethod.POST.name());
        request.setRequestProperty(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        form.headers().forEach(request::setRequestProperty);
        request.setRequestProperty(HttpHeaders.USER_AGENT, USER_AGENT);
        request.setDoOutput(true);
        try (OutputStream body = request.getOutputStream()) {
            body.write(json.writeValueAsBytes(form.body(document, variables)));
        }
        int status = request.getResponseCode();
        if (status != HttpStatus.OK.value()) {
            throw new IOException("status " + status);
        }
        try (InputStream arriving = request.getInputStream();
                InputStream body = isCompressed(request) ? new GZIPInputStream(arriving) : arriving) {
            JsonNode answer = json.readTree(body);
            if (answer.has("errors")) {
                throw new IOException("an answer with errors");
            }
            return answer.path("data");
        } catch (JacksonException e) {
            throw new IOException("an answer that is no JSON", e);
        }
    }

    private static boolean isCompressed(HttpURLConnection request) {
        return "gzip".equals(request.getContentEncoding());
    }
}
