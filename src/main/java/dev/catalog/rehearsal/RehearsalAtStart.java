package dev.catalog.rehearsal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rehearses once the node serves. A JVM runs code slowly until it has run it some thousand times, and whole answers that are kept need
 * none of what reads: without it the first users of each kind of read would wait for the compiler. The node serves meanwhile.
 */
@Component
@ConditionalOnWebApplication
class RehearsalAtStart implements ApplicationRunner, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RehearsalAtStart.class);

    private static final String BUDGET = "catalog.rate-limit.cost-per-minute";

    private final RehearsalProperties properties;
    private final ServerProperties server;
    private final GraphQlProperties graphQl;
    private final Environment environment;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private volatile @Nullable Rehearsal rehearsing;

    RehearsalAtStart(
            RehearsalProperties properties,
            ServerProperties server,
            GraphQlProperties graphQl,
            Environment environment,
            JsonMapper json,
            MeterRegistry meters) {
        this.properties = properties;
        this.server = server;
        this.graphQl = graphQl;
        this.environment = environment;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        String port = environment.getProperty("local.server.port");
        // Operations of the own address would be counted to those who come by a proxy on this machine.
        boolean counted = environment.containsProperty(BUDGET);
        if (properties.operations() == 0 || port == null || counted || Ssl.isEnabled(server.getSsl())) {
            return;
        }
        Rehearsal rehearsal = new Rehearsal(
                new OwnEndpoint(address(port), json),
                this::served,
                properties.operations(),
                System.nanoTime() + properties.longest().toNanos());
        rehearsing = rehearsal;
        Thread thread = Thread.ofVirtual().name("catalog-rehearsal").start(() -> perform(rehearsal));
        Duration within = properties.readyWithin();
        if (within.isPositive() && !thread.join(within)) {
            log.info("The gateway counts as ready before it has rehearsed, after {}", within);
        }
    }

    private URI address(String port) {
        InetAddress bound = server.getAddress();
        InetAddress own = bound == null || bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        String host = own.getHostAddress();
        String context = server.getServlet().getContextPath();
        return URI.create("http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port
                + (context == null ? "" : context) + graphQl.getHttp().getPath());
    }

    private static void perform(Rehearsal rehearsal) {
        long start = System.nanoTime();
        try {
            int asked = rehearsal.perform();
            log.info("Rehearsed {} operations in {} ms", asked, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            if (!rehearsal.isStopped()) {
                log.info("Rehearsed in part: {}", e.getMessage());
            }
        }
    }

    private long served() {
        return meters.find("http.server.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Override
    public void destroy() {
        Rehearsal rehearsal = rehearsing;
        if (rehearsal != null) {
            rehearsal.stop();
        }
    }
}
