package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

/** Writes the {@link SafeHeaders} of the endpoint's answers, ahead of the filters, which see no more of a response than texts. */
final class SafeHeadersValve extends ValveBase {

    private final String path;

    SafeHeadersValve(String path) {
        super(true);
        this.path = path;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getCoyoteRequest().requestURI().equals(path)) {
            MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
            SafeHeaders.write(headers);
            if (request.isSecure()) {
                SafeHeaders.writeHttpsAlone(headers);
            }
        }
        getNext().invoke(request, response);
    }
}
