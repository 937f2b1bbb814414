package dev.catalog.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.QueryCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Which answers are kept, who gets them, and what makes them go. */
@HttpGatewayTest
class ResponseCacheTests {

    private static final String HOMEPAGE = "{ featuredProducts { name price category { name } } }";
    private static final String SHELF =
            "{ categoryBySlug(slug: \"lamps\") { name productCount products { nodes { name } } } }";

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final QueryCounter statements;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final Category lamps;
    private final Product brassLamp;

    ResponseCacheTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            QueryCounter statements,
            JdbcClient jdbc,
            MeterRegistry meters) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.statements = statements;
        this.jdbc = jdbc;
        this.meters = meters;
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brassLamp = catalog.product("Brass lamp").in(lamps).featured().insert();
    }

    @BeforeEach
    void evict() {
        catalog.evict();
    }

    @Test
    void theSameBytesAreAnsweredAgainWithoutAnyStatement() {
        HttpResponse<String> first = gateway.ask(HOMEPAGE);
        List<HttpResponse<String>> second = new ArrayList<>();

        List<String> sent = statements.during(() -> second.add(gateway.ask(HOMEPAGE)));

        assertThat(sent).isEmpty();
        assertThat(outcome(first)).isEqualTo("MISS");
        assertThat(outcome(second.getFirst())).isEqualTo("HIT");
        assertThat(data(second.getFirst())).isEqualTo(data(first));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{featuredProducts{name price category{name}}}",
                "# the home page\n{ featuredProducts, { name, price, category { name } } }"
            })
    void theSameOperationWrittenOtherwiseIsAnsweredToo(String document) {
        HttpResponse<String> first = gateway.ask(HOMEPAGE);

        HttpResponse<String> other = gateway.ask(document);

        assertThat(outcome(other)).isEqualTo("HIT");
        assertThat(data(other)).isEqualTo(data(first));
    }

    @Test
    void variablesAreToldApartWhateverTheirOrder() {
        String document = "query($slug: String!, $first: Int) {"
                + " productsByCategory(slug: $slug, first: $first) { nodes { name } } }";

        assertThat(outcome(ask(document, "{\"slug\": \"lamps\", \"first\": 1}")))
                .isEqualTo("MISS");
        assertThat(outcome(ask(document, "{\"first\": 1, \"slug\": \"lamps\"}")))
                .isEqualTo("HIT");
        assertThat(outcome(ask(document, "{\"slug\": \"lamps\", \"first\": 2}")))
                .isEqualTo("MISS");
        assertThat(outcome(ask(document, "{\"slug\": \"lamps\", \"first\": 1, \"undeclared\": 3}")))
                .isEqualTo("HIT");
    }

    @Test
    void anotherOperationOfTheDocumentIsAnotherAnswer() {
        String body =
                "{\"query\": \"query A { productCount } query B { navigation { name } }\", \"operationName\": \"%s\"}";
        gateway.post(body.formatted("A"));

        HttpResponse<String> other = gateway.post(body.formatted("B"));

        assertThat(outcome(other)).isEqualTo("MISS");
        assertThat(data(other).at("/navigation/0/name").asString()).isEqualTo("Lamps");
    }

    @Test
    void requestsAreCountedByTheirDocumentsThoughTheirAnswersAreKept() {
        double before = sentDocuments();

        assertThat(outcome(gateway.ask(HOMEPAGE))).isEqualTo("MISS");
        assertThat(outcome(gateway.ask(HOMEPAGE))).isEqualTo("HIT");
        assertThat(outcome(gateway.ask(HOMEPAGE))).isEqualTo("HIT");

        assertThat(sentDocuments() - before).isEqualTo(3);
    }

    @Test
    void aChangeOfWhatIsShownMakesItGo() {
        gateway.ask(HOMEPAGE);
        jdbc.sql("UPDATE products SET price = 99.95 WHERE id = ?")
                .param(brassLamp.databaseId())
                .update();
        catalog.follow();

        HttpResponse<String> after = gateway.ask(HOMEPAGE);

        assertThat(outcome(after)).isEqualTo("MISS");
        assertThat(data(after).at("/featuredProducts/0/price").decimalValue()).isEqualByComparingTo("99.95");
    }

    @Test
    void aRowThatEntersMakesItGo() {
        gateway.ask(SHELF);
        catalog.product("Clay lamp").in(lamps).insert();
        catalog.follow();

        HttpResponse<String> after = gateway.ask(SHELF);

        assertThat(outcome(after)).isEqualTo("MISS");
        assertThat(data(after).at("/categoryBySlug/productCount").asInt()).isEqualTo(2);
    }

    @Test
    void anEmptyAnswerGoesWhenItWouldBeFilled() {
        String document = "{ categoryBySlug(slug: \"chairs\") { name } }";
        assertThat(data(gateway.ask(document)).at("/categoryBySlug").isNull()).isTrue();
        catalog.category("Chairs").insert();
        catalog.follow();

        assertThat(data(gateway.ask(document)).at("/categoryBySlug/name").asString())
                .isEqualTo("Chairs");
    }

    @Test
    void whatItDoesNotShowLeavesItAndItsVersionIsTheNewOne() {
        String before = version(gateway.ask(HOMEPAGE));
        catalog.category("Chairs").insert();
        catalog.follow();

        HttpResponse<String> after = gateway.ask(HOMEPAGE);

        assertThat(outcome(after)).isEqualTo("HIT");
        assertThat(version(after)).isNotEqualTo(before);
    }

    @Test
    void aMutationIsSeenByTheNextQuery() {
        gateway.ask(HOMEPAGE);
        gateway.ask(
                "mutation { updateProduct(input: {id: \"%d\", name: \"Lamp of brass\"}) { userErrors { message } } }"
                        .formatted(brassLamp.databaseId()),
                "Authorization",
                "Bearer " + HttpGatewayTest.WRITER_TOKEN);

        assertThat(data(gateway.ask(HOMEPAGE)).at("/featuredProducts/0/name").asString())
                .isEqualTo("Lamp of brass");
    }

    @Test
    void anEvictionMakesItGo() {
        gateway.ask(HOMEPAGE);
        gateway.ask(
                "mutation { evictCache(input: {regions: [\"homepage-featured\"]}) { evicted } }",
                "Authorization",
                "Bearer " + HttpGatewayTest.ADMIN_TOKEN);

        assertThat(outcome(gateway.ask(HOMEPAGE))).isEqualTo("MISS");
    }

    @Test
    void aCallerWithATokenNeitherGetsNorLeavesOne() {
        String[] token = {"Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN};

        assertThat(gateway.ask(HOMEPAGE, token).headers().firstValue("X-Cache")).isEmpty();
        assertThat(outcome(gateway.ask(HOMEPAGE))).isEqualTo("MISS");
        assertThat(gateway.ask(HOMEPAGE, token).headers().firstValue("X-Cache")).isEmpty();
    }

    @Test
    void anAnswerWithErrorsIsNotKept() {
        String document = "{ productCount product(id: \"x\") { name } }";
        gateway.ask(document);

        HttpResponse<String> again = gateway.ask(document);

        assertThat(outcome(again)).isEqualTo("BYPASS");
        assertThat(again.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void anAnswerMadeOfNoEntryIsNotKept() {
        gateway.ask("{ __typename }");

        assertThat(outcome(gateway.ask("{ __typename }"))).isEqualTo("BYPASS");
    }

    @Test
    void whoHasSeenALaterVersionGetsNoOlderAnswer() {
        gateway.ask(HOMEPAGE);
        catalog.product("Clay lamp").in(lamps).featured().insert();
        String mutated = version(gateway.ask(
                "mutation { updateProduct(input: {id: \"%d\", price: 12}) { userErrors { message } } }"
                        .formatted(brassLamp.databaseId()),
                "Authorization",
                "Bearer " + HttpGatewayTest.WRITER_TOKEN));

        HttpResponse<String> answer = gateway.ask(HOMEPAGE, "X-Catalog-Min-Version", mutated);

        assertThat(data(answer).at("/featuredProducts").size()).isEqualTo(2);
        assertThat(outcome(gateway.ask(HOMEPAGE, "X-Catalog-Min-Version", mutated)))
                .isEqualTo("HIT");
    }

    @Test
    void ofManyWhoAskAtOnceOneMakesIt() throws Exception {
        int readers = 100;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();

        List<String> sent = statements.during(() -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int n = 0; n < readers; n++) {
                    asked.add(threads.submit((Callable<HttpResponse<String>>) () -> {
                        go.await();
                        return gateway.ask(SHELF);
                    }));
                }
                go.countDown();
            }
        });

        List<String> outcomes = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : asked) {
            outcomes.add(outcome(answer.get()));
        }
        assertThat(outcomes.stream().filter("MISS"::equals)).hasSize(1);
        assertThat(outcomes.stream().filter("HIT"::equals)).hasSize(readers - 1);
        assertThat(sent).hasSize(3);
    }

    private HttpResponse<String> ask(String document, String variables) {
        return gateway.post("{\"query\": \"%s\", \"variables\": %s}".formatted(document, variables));
    }

    private double sentDocuments() {
        return meters.counter("catalog.documents.requests", "document", "sent").count();
    }

    private static String outcome(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Cache").orElse("none");
    }

    private static JsonNode data(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/data");
    }

    private static String version(HttpResponse<String> answer) {
        return GatewayClient.json(answer).at("/extensions/catalogVersion").asString();
    }
}
