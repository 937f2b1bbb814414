package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import graphql.introspection.IntrospectionQueryBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What clients in good faith send keeps the bounds as they are without settings. */
@HttpGatewayTest
class AllowedOperationTests {

    private static final Path LOAD = Path.of("bench/operations");

    private final GatewayClient gateway;

    AllowedOperationTests(@LocalServerPort int port) {
        gateway = new GatewayClient(port);
    }

    static List<Path> bodiesOfTheLoadScripts() throws IOException {
        try (Stream<Path> files = Files.list(LOAD)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bodiesOfTheLoadScripts")
    void bodyOfALoadScript(Path file) throws IOException {
        String body = Files.readString(file).replace("__SLUG__", "lamps").replace("__ID__", "1");

        assertAnswered(gateway.post(body));
    }

    /** As GraphiQL and code generators ask for it, with all that there is to ask for. */
    @Test
    void theWholeSchema() {
        HttpResponse<String> answer =
                gateway.ask(IntrospectionQueryBuilder.build(IntrospectionQueryBuilder.Options.defaultOptions()
                        .descriptions(true)
                        .specifiedByUrl(true)
                        .directiveIsRepeatable(true)
                        .schemaDescription(true)
                        .inputValueDeprecation(true)
                        .typeRefFragmentDepth(9)));

        assertAnswered(answer);
        assertThat(GatewayClient.json(answer).at("/data/__schema/types").findValuesAsString("name"))
                .contains("Product", "CategoryFilter", "BigDecimal");
    }

    private static void assertAnswered(HttpResponse<String> answer) {
        JsonNode json = GatewayClient.json(answer);
        assertThat(json.at("/errors").isMissingNode()).as(answer.body()).isTrue();
        assertThat(json.at("/data").isObject()).as(answer.body()).isTrue();
    }
}
