package dev.catalog.graphql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Answers what Tomcat refuses before the gateway sees it, such as an address with characters that must be encoded, or
 * headers that are too long, and a request of which nothing more comes.
 * <p>Public, as Tomcat makes it by its name.
 */
public final class UnreadableRequests extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequests.class);

    private static final byte[] BAD_REQUEST = """
            {"errors":[{"message":"The address or the headers are malformed, or too long; use POST for long operations.",\
            "extensions":{"code":"BAD_USER_INPUT"}}]}""".getBytes(StandardCharsets.UTF_8);

    private static final byte[] TOO_SLOW = """
            {"errors":[{"message":"The request has not arrived in time.","extensions":{"code":"BAD_USER_INPUT"}}]}""".getBytes(StandardCharsets.UTF_8);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (!response.isError() || response.getStatus() >= 500 || response.getContentWritten() > 0) {
            return;
        }
        RequestId.tell(request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(AnswerType.JSON.header().toString());
        try {
            response.getOutputStream()
                    .write(response.getStatus() == HttpStatus.REQUEST_TIMEOUT.value() ? TOO_SLOW : BAD_REQUEST);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The client is gone", e);
        }
    }
}
