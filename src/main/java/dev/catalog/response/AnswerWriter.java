package dev.catalog.response;

import dev.catalog.feed.ChangeFeed;
import dev.catalog.graphql.ReadyHeader;
import dev.catalog.graphql.SafeHeaders;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Sends answers that are kept: their bytes as they are, or that the client has them already. */
final class AnswerWriter {

    private final MediaTypeChoice mediaTypes = new MediaTypeChoice();
    private final CodingChoice codings = new CodingChoice();
    private final VersionEnding.Writer endings;

    AnswerWriter(ChangeFeed feed) {
        endings = new VersionEnding.Writer(feed);
    }

    /** What ends an answer that is found to be current from now on. */
    VersionEnding ending() {
        return endings.now();
    }

    /** The content type that the client wants; null where it is none that is known here. */
    @Nullable
    ReadyHeader contentType(Request request) {
        return mediaTypes.of(header(request, HttpHeaders.ACCEPT));
    }

    /** Sends the answer, or that the client has it. */
    void write(Request request, Response response, ReadyHeader contentType, Answer answer, VersionEnding ending)
            throws IOException {
        MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
        byte[] etag = answer.etag().bytes();
        boolean held = HttpMethod.GET.matches(request.getMethod())
                && EntityTag.isAmong(header(request, HttpHeaders.IF_NONE_MATCH), etag);
        AnswerHeaders.write(headers, answer, etag, request.isSecure());
        if (held) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        SafeHeaders.write(headers);
        // As a header alone, so that Tomcat does not look into whether to compress it.
        contentType.addTo(headers);
        Coding coding = codings.of(header(request, HttpHeaders.ACCEPT_ENCODING));
        Opening compressed = coding == null ? null : answer.compressed(coding);
        if (coding == null || compressed == null) {
            send(response, answer.opened(), ending.bytes());
        } else {
            coding.header().addTo(headers);
            send(response, compressed.bytes(), compressed.end(ending.bytes()));
        }
    }

    private static void send(Response response, byte[] opening, byte[] ending) throws IOException {
        response.setContentLength(opening.length + ending.length);
        OutputStream out = response.getOutputStream();
        out.write(opening);
        out.write(ending);
    }

    /** As it came; the first one of its name, null where there is none. */
    private static @Nullable MessageBytes header(Request request, String name) {
        return request.getCoyoteRequest().getMimeHeaders().getValue(name);
    }
}
