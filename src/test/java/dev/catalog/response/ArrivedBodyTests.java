package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests whose bodies come otherwise than in one piece with their headers. */
@HttpGatewayTest
class ArrivedBodyTests {

    private static final String BODY = "{\"query\": \"{ navigation { name } }\"}";

    private final int port;
    private final Socket socket;
    private final BufferedReader answers;

    ArrivedBodyTests(@LocalServerPort int port, CatalogFixtures catalog) throws IOException {
        this.port = port;
        catalog.clear();
        catalog.category("Lamps").insert();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @BeforeEach
    void keep() {
        new GatewayClient(port).post(BODY);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20})
    void theRestOfABodyIsReadWhenItComes(int bytes) throws IOException {
        String head = head(BODY) + "Expect: 100-continue\r\n\r\n";
        send(head + BODY.substring(0, bytes));
        // Told once the gateway waits for more.
        assertThat(answers.readLine()).startsWith("HTTP/1.1 100");
        assertThat(answers.readLine()).isEmpty();
        send(BODY.substring(bytes));

        assertThat(nextAnswer()).contains("Lamps");
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTurn() throws IOException {
        String other = "{\"query\": \"{ navigation { slug } }\"}";
        send(head(BODY) + "\r\n" + BODY + head(other) + "\r\n" + other + head(BODY) + "\r\n" + BODY);

        assertThat(nextAnswer()).contains("\"name\":\"Lamps\"");
        assertThat(nextAnswer()).contains("\"slug\":\"lamps\"");
        assertThat(nextAnswer()).contains("\"name\":\"Lamps\"");
    }

    @Test
    void aLongBodyIsKnownToo() throws IOException {
        String body = BODY + " ".repeat(50_000);
        for (int n = 0; n < 2; n++) {
            send(head(body) + "\r\n" + body);

            assertThat(nextAnswer()).contains("\"name\":\"Lamps\"");
        }
    }

    private static String head(String body) {
        return "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n";
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The body of the next answer on the connection. */
    private String nextAnswer() throws IOException {
        assertThat(answers.readLine()).startsWith("HTTP/1.1 200");
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            read += answers.read(body, read, length - read);
        }
        return new String(body);
    }
}
