package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets Tomcat close a connection whose request is refused with its body unread. By itself it would first read the rest, however
 * slowly that comes.
 */
final class UnreadBodyValve extends ValveBase {

    private static final String MARK = UnreadBodyValve.class.getName();

    UnreadBodyValve() {
        super(true);
    }

    /** Marks a request as one whose connection is to end. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (isMarked(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }
}
