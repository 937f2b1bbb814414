package dev.catalog.graphql;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Asks Tomcat's valve for proxies about those requests alone of which a proxy tells something. It changes nothing of the others,
 * and takes as long for them as finding an answer that is kept.
 */
final class ForwardedValve extends ValveBase {

    private final RemoteIpValve proxies;

    ForwardedValve(RemoteIpValve proxies) {
        super(true);
        this.proxies = proxies;
    }

    @Override
    public void setContainer(Container container) {
        super.setContainer(container);
        proxies.setContainer(container);
    }

    @Override
    public void setNext(Valve next) {
        super.setNext(next);
        proxies.setNext(next);
    }

    @Override
    protected void initInternal() throws LifecycleException {
        super.initInternal();
        proxies.init();
    }

    @Override
    protected void startInternal() throws LifecycleException {
        super.startInternal();
        proxies.start();
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        proxies.stop();
        super.stopInternal();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        (isForwarded(request) ? proxies : getNext()).invoke(request, response);
    }

    private boolean isForwarded(Request request) {
        return has(request, proxies.getRemoteIpHeader())
                || has(request, proxies.getProtocolHeader())
                || has(request, proxies.getHostHeader());
    }

    private static boolean has(Request request, @Nullable String header) {
        return header != null && request.getCoyoteRequest().getMimeHeaders().getValue(header) != null;
    }
}
