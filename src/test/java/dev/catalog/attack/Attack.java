package dev.catalog.attack;

import dev.catalog.support.GatewayClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that is sent, made anew each time, and what comes of it.
 *
 * @param outcomes as {@link Reply#outcome} says it; any of them
 */
record Attack(String name, List<String> outcomes, Shot shot) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    /** Sends the attack to a gateway on this machine, and waits for what comes back. */
    @FunctionalInterface
    interface Shot {
        Reply at(int port);
    }

    static Attack of(String name, String outcome, Shot shot) {
        return new Attack(name, List.of(outcome.split("\\|", -1)), shot);
    }

    /** A body, posted as JSON with further headers as names and values in turn. */
    static Attack body(String name, String outcome, Supplier<String> body, String... headers) {
        return bytes(name, outcome, () -> body.get().getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Bytes, posted as JSON unless a header says otherwise. */
    static Attack bytes(String name, String outcome, Supplier<byte[]> body, String... headers) {
        return of(name, outcome, port -> {
            GatewayClient gateway = new GatewayClient(port);
            HttpRequest.Builder request = gateway.request("/graphql")
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body.get()));
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            return Reply.of(gateway.send(request));
        });
    }

    /** A document without variables. */
    static Attack document(String name, String outcome, Supplier<String> document, String... headers) {
        return operation(name, outcome, document, () -> "{}", headers);
    }

    /** A document with variables, as JSON. */
    static Attack operation(
            String name, String outcome, Supplier<String> document, Supplier<String> variables, String... headers) {
        return body(
                name,
                outcome,
                () -> "{\"query\": %s, \"variables\": %s}"
                        .formatted(JSON.writeValueAsString(document.get()), variables.get()),
                headers);
    }

    @Override
    public String toString() {
        return name;
    }
}
