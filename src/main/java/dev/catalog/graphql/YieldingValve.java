package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Has the thread of a request give way to those that wait for a processor once its answer is sent, as Tomcat tells its logs. Under load the client's
 * next request has come by the time that the thread looks for it, and is read at once; else the connection is handed to the poller, which costs a tenth of
 * a small operation, and comes back on another thread.
 */
final class YieldingValve extends ValveBase implements AccessLog {

    /**
     * After one request of so many the thread does not give way, and as a rule leaves: threads that give way come before those that the poller
     * starts, which would otherwise wait for as long as some client is never late.
     */
    private static final int REQUESTS_A_POLL = 8;

    YieldingValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on whether others run.
    public void log(Request request, Response response, long nanos) {
        if (ThreadLocalRandom.current().nextInt(REQUESTS_A_POLL) != 0) {
            Thread.yield();
        }
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
