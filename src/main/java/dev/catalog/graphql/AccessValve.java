package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.MediaType;

/** Has Tomcat tell the access log of each request to the endpoint once it is over, whoever answered it. */
final class AccessValve extends ValveBase implements AccessLog {

    private static final String CACHE = "X-Cache";

    private final String path;

    AccessValve(String path) {
        super(true);
        this.path = path;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        boolean opened = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        if (!OperationLog.isOn() || opened || !path.equals(request.getRequestURI())) {
            return;
        }
        OperationLog.write(new OperationLog.Line(
                isStream(response) ? "sse" : "http",
                response.getHeader(RequestId.HEADER),
                response.getStatus(),
                Duration.ofNanos(nanos),
                response.getBytesWritten(false),
                response.getHeader(CACHE),
                OperationFacts.of(request)));
    }

    private static boolean isStream(Response response) {
        String type = response.getContentType();
        return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Nothing of what they replace is told.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
