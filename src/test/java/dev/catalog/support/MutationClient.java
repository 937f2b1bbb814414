package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the documents in {@code graphql-test/mutations/} as a caller who may write the catalog and nothing else. */
public final class MutationClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final GatewayClient gateway;

    /** Of a gateway of {@link HttpGatewayTest}. */
    public MutationClient(int port) {
        gateway = new GatewayClient(port);
    }

    /** The whole answer to the mutation of this name, with its input as JSON. */
    public JsonNode answer(String mutation, String input) {
        String body = "{\"query\": %s, \"variables\": {\"input\": %s}}"
                .formatted(JSON.writeValueAsString(document(mutation)), input);
        return GatewayClient.json(gateway.post(body, "Authorization", "Bearer " + HttpGatewayTest.WRITER_TOKEN));
    }

    /** The payload of the mutation of this name, which must bear no error of the operation. */
    public JsonNode payload(String mutation, String input) {
        JsonNode answer = answer(mutation, input);
        assertThat(answer.at("/errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.at("/data/" + mutation);
    }

    /** The user errors of the mutation, each as {@code field CODE}. */
    public List<String> userErrors(String mutation, String input) {
        return userErrors(payload(mutation, input));
    }

    /** The user errors of a payload, each as {@code field CODE}; each must have a message that is a sentence. */
    public static List<String> userErrors(JsonNode payload) {
        assertThat(payload.at("/userErrors"))
                .allSatisfy(error -> assertThat(error.at("/message").asString()).endsWith("."));
        return payload.at("/userErrors")
                .valueStream()
                .map(error -> error.at("/field/0").asString() + " "
                        + error.at("/code").asString())
                .toList();
    }

    private static String document(String mutation) {
        try {
            return new ClassPathResource("graphql-test/mutations/" + mutation + ".graphql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
