package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.LimitSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import tools.jackson.databind.json.JsonMapper;

/** The bounds of bodies in front of a servlet that answers with the number of bytes that it read, on the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyTests {

    private static final int MAX = 10_000;
    private static final String TOO_LARGE =
            "{\"errors\":[{\"message\":\"The body has more than 10,000 bytes.\",\"extensions\":{\"code\":\"BAD_USER_INPUT\"}}]}";

    private final WebServer server = server();
    private GatewayClient gateway = new GatewayClient(0);

    @BeforeAll
    void start() {
        server.start();
        gateway = new GatewayClient(server.getPort());
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    private static WebServer server() {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.addContextValves(new UnreadBodyValve());
        tomcat.setPort(0);
        tomcat.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(UnreadableRequests.class.getName()));
        tomcat.addConnectorCustomizers(
                connector -> ((AbstractProtocol<?>) connector.getProtocolHandler()).setConnectionTimeout(500));
        return tomcat.getWebServer(context -> {
            context.addServlet("count", new Count()).addMapping("/graphql");
            context.addFilter(
                            "bodies",
                            new BodyFilter(
                                    LimitSettings.with("max-body=" + MAX + "B", "timeout=500ms"),
                                    new HttpErrors(new JsonMapper())))
                    .addMappingForUrlPatterns(null, true, "/*");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MAX})
    void bodyUpToTheBoundIsRead(int bytes) {
        assertThat(post(bytes, true).body()).isEqualTo(bytes + " bytes");
        assertThat(post(bytes, false).body()).isEqualTo(bytes + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX + 1, 500_000})
    void largerBodyIsRefusedWhetherItsLengthIsSaidOrNot(int bytes) {
        for (HttpResponse<String> answer : List.of(post(bytes, true), post(bytes, false))) {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(TOO_LARGE);
            assertThat(answer.headers().firstValue("Connection")).contains("close");
        }
    }

    private HttpResponse<String> post(int bytes, boolean withLength) {
        byte[] body = new byte[bytes];
        return gateway.send(gateway.request("/graphql")
                .POST(
                        withLength
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    @Test
    void bodyThatComesByteByByteIsCutAfterItsTime() throws IOException {
        try (Socket socket = open("Content-Length: 5000");
                Drip _ = new Drip(socket)) {
            assertThat(read(socket)).contains("HTTP/1.1 408", "The body has not arrived within 500 ms.");
            assertClosed(socket);
        }
    }

    @Test
    void bodyThatStopsComingIsCutAfterItsTime() throws IOException {
        try (Socket socket = open("Transfer-Encoding: chunked")) {
            assertThat(read(socket)).contains("HTTP/1.1 408", "The request has not arrived in time.");
            assertClosed(socket);
        }
    }

    @Test
    void restOfABodyThatIsTooLargeIsNotWaitedFor() throws IOException {
        try (Socket socket = open("Content-Length: 1000000");
                Drip _ = new Drip(socket)) {
            assertThat(read(socket)).contains("HTTP/1.1 413");
            assertClosed(socket);
        }
    }

    private Socket open(String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(20_000);
        String head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The answer up to the end of its body. */
    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            answer.append((char) next);
            if (answer.toString().endsWith("}]}")) {
                break;
            }
        }
        return answer.toString();
    }

    private static void assertClosed(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    /** Sends a byte of the body every now and then, for as long as somebody reads. */
    private static final class Drip implements AutoCloseable {

        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

        Drip(Socket socket) throws IOException {
            OutputStream out = socket.getOutputStream();
            ScheduledFuture<?> _ = clock.scheduleAtFixedRate(() -> send(out), 0, 50, TimeUnit.MILLISECONDS);
        }

        private static void send(OutputStream out) {
            try {
                out.write('x');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }

    private static final class Count extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int bytes = request.getInputStream().readAllBytes().length;
            response.getWriter().print(bytes + " bytes");
        }
    }
}
