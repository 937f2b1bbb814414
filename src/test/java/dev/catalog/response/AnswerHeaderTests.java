package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the headers of answers say, and what those of requests make of them. */
@HttpGatewayTest
class AnswerHeaderTests {

    private static final String DOCUMENT =
            "{ products { nodes { id name description price category { name slug } } } }";
    private static final String URL = "/graphql?query=" + URLEncoder.encode(DOCUMENT, StandardCharsets.UTF_8);

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private final Product brassLamp;

    AnswerHeaderTests(@LocalServerPort int port, CatalogFixtures catalog, JdbcClient jdbc) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.jdbc = jdbc;
        catalog.clear();
        Category lamps = catalog.category("Lamps").insert();
        brassLamp = catalog.product("Brass lamp").in(lamps).insert();
        for (int n = 0; n < 20; n++) {
            catalog.product("Lamp " + n).in(lamps).insert();
        }
    }

    @BeforeEach
    void evict() {
        catalog.evict();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "max-age=0, No-Store"})
    void whatIsNotToBeStoredIsNotKeptAndMayBeAnsweredOutOfWhatIs(String wish) {
        assertThat(outcome(wish)).isEqualTo("MISS");
        assertThat(outcome(wish)).isEqualTo("MISS");

        assertThat(outcome("no-cache")).isEqualTo("MISS");
        assertThat(outcome(wish)).isEqualTo("HIT");
    }

    private String outcome(String wish) {
        return gateway.ask(DOCUMENT, "Cache-Control", wish)
                .headers()
                .firstValue("X-Cache")
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"MISS", "HIT"})
    void anAnonymousAnswerMayBeKeptAndMustBeAskedFor(String outcome) {
        if (outcome.equals("HIT")) {
            gateway.get(URL);
        }

        HttpResponse<String> answer = gateway.get(URL);

        assertThat(answer.headers().allValues("X-Cache")).containsExactly(outcome);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, no-cache");
        assertThat(vary(answer))
                .contains("authorization", "accept", "accept-encoding", "x-catalog-min-version", "x-catalog-explain");
        assertThat(answer.headers().firstValue("ETag").orElseThrow()).startsWith("W/\"");
        assertThat(answer.headers().firstValue("Pragma")).isEmpty();
    }

    @Test
    void answersThatAreKeptBearTheHeadersOfThoseThatAreNot() {
        HttpResponse<String> made = gateway.get(URL);
        HttpResponse<String> kept = gateway.get(URL);

        assertThat(new TreeSet<>(kept.headers().map().keySet()))
                .isEqualTo(new TreeSet<>(made.headers().map().keySet()));
        made.headers().map().forEach((name, values) -> {
            if (name.equals("vary")) {
                assertThat(vary(kept)).isEqualTo(vary(made));
            } else if (!name.equals("x-cache") && !name.equals("x-request-id") && !name.equals("date")) {
                assertThat(kept.headers().allValues(name)).as(name).isEqualTo(values);
            }
        });
    }

    @Test
    void withATokenNobodyMayKeepIt() {
        HttpResponse<String> answer = gateway.ask(DOCUMENT, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN);

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json;charset=UTF-8",
        "application/graphql-response+json, application/graphql-response+json;charset=UTF-8",
        "*/*, application/json;charset=UTF-8",
        "'application/graphql-response+json;q=0.1, application/json', application/json;charset=UTF-8"
    })
    void theMediaTypeIsTheClientsChoiceHoweverItIsAnswered(String accept, String expected) {
        HttpResponse<String> made = gateway.ask(DOCUMENT, "Accept", accept);
        HttpResponse<String> kept = gateway.ask(DOCUMENT, "Accept", accept);

        assertThat(made.headers().allValues("Content-Type")).containsExactly(expected);
        assertThat(kept.headers().allValues("Content-Type")).containsExactly(expected);
        assertThat(kept.headers().firstValue("X-Cache")).contains("HIT");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoHasItIsToldSoWithoutABody(boolean evicted) {
        String etag = gateway.get(URL).headers().firstValue("ETag").orElseThrow();
        if (evicted) {
            catalog.evict();
        }

        HttpResponse<String> again =
                gateway.send(gateway.request(URL).GET().header("If-None-Match", "\"other\", " + etag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);
        assertThat(again.headers().firstValue("Cache-Control")).contains("public, no-cache");
    }

    @Test
    void whoHasItIsToldNoMoreThanKeepsItRight() {
        gateway.get(URL);
        HttpHeaders kept = gateway.get(URL).headers();

        HttpHeaders again = gateway.send(gateway.request(URL)
                        .GET()
                        .header("If-None-Match", kept.firstValue("ETag").orElseThrow()))
                .headers();

        assertThat(again.map())
                .containsOnlyKeys("cache-control", "date", "etag", "vary", "x-cache", "x-request-id")
                .containsEntry("vary", kept.allValues("Vary"))
                .containsEntry("cache-control", kept.allValues("Cache-Control"))
                .containsEntry("x-cache", List.of("HIT"));
    }

    @ParameterizedTest
    @CsvSource({"*, 304", "'\"other\"', 200", "'\"other\", *', 200"})
    void anyAnswerIsHeldByAStarAlone(String held, int status) {
        gateway.get(URL);

        assertThat(gateway.send(gateway.request(URL).GET().header("If-None-Match", held))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void whoHasAnOlderOneGetsTheNewOne() {
        String etag = gateway.get(URL).headers().firstValue("ETag").orElseThrow();
        jdbc.sql("UPDATE products SET name = 'A lamp of brass' WHERE id = ?")
                .param(brassLamp.databaseId())
                .update();
        catalog.follow();

        HttpResponse<String> again = gateway.send(gateway.request(URL).GET().header("If-None-Match", etag));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("A lamp of brass");
        assertThat(again.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(etag));
    }

    @Test
    void anEntityTagOutlivesChangesOfWhatIsNotShown() {
        String etag = gateway.get(URL).headers().firstValue("ETag").orElseThrow();
        catalog.category("Chairs").insert();
        catalog.follow();
        catalog.evict();

        assertThat(gateway.get(URL).headers().firstValue("ETag")).contains(etag);
    }

    private static byte[] unpacked(byte[] body, @Nullable String coding) throws IOException {
        InputStream sent = new ByteArrayInputStream(body);
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(sent).readAllBytes();
            case "zstd" -> new ZstdInputStream(sent).readAllBytes();
            case null, default -> body;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "'br, gzip;q=0.5', gzip",
        "'gzip, deflate, br, zstd', zstd",
        "'ZSTD;q=0.5, gzip ; q=0.6', gzip",
        "'zstd;q=x, gzip;q=0', ",
        "gzip;q=0, ",
        "*, ",
        "identity, "
    })
    void itIsCompressedForWhoAcceptsIt(String accepted, @Nullable String coding)
            throws IOException, InterruptedException {
        gateway.get(URL);

        HttpResponse<byte[]> answer = bytes(gateway.request(URL).GET().header("Accept-Encoding", accepted));

        assertThat(answer.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(answer.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(coding);
        assertThat(new String(unpacked(answer.body(), coding), StandardCharsets.UTF_8))
                .isEqualTo(gateway.get(URL).body());
    }

    @Test
    void aPageOfAnAllowedOriginMayReadWhatIsKept() {
        gateway.get(URL);

        HttpResponse<String> answer = gateway.send(gateway.request(URL).GET().header("Origin", HttpGatewayTest.ORIGIN));

        assertThat(answer.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(HttpGatewayTest.ORIGIN);
    }

    @Test
    void aPageOfAnotherOriginIsRefusedWhatIsKept() {
        gateway.get(URL);

        HttpResponse<String> answer = gateway.send(gateway.request(URL).GET().header("Origin", "https://evil.example"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("Brass lamp");
    }

    private static Set<String> vary(HttpResponse<String> answer) {
        return answer.headers().allValues("Vary").stream()
                .flatMap(values -> Arrays.stream(values.toLowerCase(Locale.ROOT).split(", *", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}
