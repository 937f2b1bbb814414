package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.BrowserPage;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.Chromium;
import dev.catalog.support.ChromiumOnPath;
import dev.catalog.support.GatewayClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@ExtendWith({BuiltPage.class, ChromiumOnPath.class})
@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"catalog.security.admin-token=a-token-for-the-browser", "catalog.warming.concurrency=2"})
class GraphiQlBrowserIT {

    private static final String OPERATION = ".graphiql-query-editor .view-lines";
    private static final String HEADERS = ".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines";
    private static final String RESPONSE = ".graphiql-response .view-lines";
    private static final String RUN = ".graphiql-execute-button";

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private CatalogFixtures catalog;

    @Autowired
    private MeterRegistry meters;

    private BrowserPage page;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openPage() {
        catalog.clear();
        var lamps = catalog.category("Lamps").insert();
        catalog.product("Brass lamp").in(lamps).price("10.50").insert();
        catalog.product("Broken lamp").in(lamps).active(false).insert();
        page = chromium.page();
        page.open(gateway("/graphiql"));
        page.awaitTexts(
                OPERATION, texts -> assertThat(texts).singleElement().asString().contains("query Navigation"));
    }

    @AfterEach
    void nothingWentWrongAndNothingWasAskedOfOthers(TestInfo test) {
        page.screenshot(
                Path.of("target/graphiql", test.getTestMethod().orElseThrow().getName() + ".png"));
        page.close();
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests())
                .filteredOn(request -> !request.getScheme().equals("data"))
                .isNotEmpty()
                .allMatch(request -> request.toString()
                        .replaceFirst("^ws", "http")
                        .startsWith(gateway("/graph").toString()));
    }

    @Test
    void theExamplesAreOpenAndTheFirstOneRuns() {
        page.click(RUN);

        page.awaitTexts(".graphiql-tab-button", tabs -> assertThat(tabs).isEqualTo(ExampleOperation.names()));
        page.awaitTexts(
                RESPONSE, texts -> assertThat(texts).singleElement().asString().contains("\"Lamps\""));
        page.awaitTexts(
                ".catalog-answer",
                texts -> assertThat(texts).singleElement().asString().contains("HTTP 200"));
    }

    @Test
    void aTypedQueryIsAnsweredWithExactPrices() {
        typeOperation("query Typed { popularProducts { name price } }");

        page.click(RUN);

        page.awaitTexts(
                RESPONSE,
                texts -> assertThat(texts).singleElement().asString().contains("\"Brass lamp\"", "\"price\": 10.50"));
    }

    @Test
    void completionOffersFields() {
        typeOperation("{ nav");

        page.awaitTexts(
                ".suggest-widget.visible .monaco-list-row",
                rows -> assertThat(rows).anyMatch(row -> row.startsWith("navigation")));
    }

    @Test
    void documentationHistoryAndExplorerOpen() {
        page.click("[aria-label='Show Documentation Explorer']");
        page.awaitTexts(
                ".graphiql-doc-explorer",
                texts -> assertThat(texts).singleElement().asString().contains("Query"));

        page.click("[aria-label='Show History']");
        page.awaitTexts(".graphiql-history", texts -> assertThat(texts).hasSize(1));

        page.click("[aria-label='Show GraphiQL Explorer']");
        page.awaitTexts(
                ".graphiql-explorer-root",
                texts -> assertThat(texts).singleElement().asString().contains("featuredProducts"));
    }

    @Test
    void aTokenInTheHeadersIsSent() {
        typeOperation("{ productCount(filter: { includeInactive: true }) }");
        page.click("[data-name='headers']");
        typeHeader("Bearer a-token-for-the-browser");

        page.click(RUN);

        page.awaitTexts(
                RESPONSE, texts -> assertThat(texts).singleElement().asString().contains("\"productCount\": 2"));
    }

    @Test
    void aSubscriptionShowsAJobAsItGoesForWhoHasTheToken() {
        typeOperation("subscription Watch { warmingJobUpdated { jobType status progress { percent } } }");
        page.click("[data-name='headers']");
        typeHeader("Bearer another-token");
        page.click(RUN);
        page.awaitTexts(
                RESPONSE,
                texts -> assertThat(texts).singleElement().asString().contains("The WebSocket was closed: 4403"));

        typeHeader("Bearer a-token-for-the-browser");
        page.click(RUN);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> meters.get("catalog.warming.subscribers").gauge().value() == 1);
        new GatewayClient(port)
                .ask(
                        "mutation {warmCache(input: {jobType: HOMEPAGE}) {job {id}}}",
                        "Authorization",
                        "Bearer a-token-for-the-browser");

        page.awaitTexts(
                RESPONSE,
                texts -> assertThat(texts)
                        .singleElement()
                        .asString()
                        .contains("\"HOMEPAGE\"", "\"COMPLETED\"", "\"percent\": 100"));
    }

    @Test
    void theExampleThatWatchesTheCatalogShowsWhatAnybodyChanges() {
        page.click(".graphiql-tab:nth-of-type(%d) .graphiql-tab-button"
                .formatted(ExampleOperation.names().indexOf("WatchCatalog") + 1));
        page.awaitTexts(
                OPERATION, texts -> assertThat(texts).singleElement().asString().contains("subscription WatchCatalog"));
        page.click(RUN);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> meters.get("catalog.changes.subscribers").gauge().value() == 1);

        catalog.category("Vases").insert();

        page.awaitTexts(
                RESPONSE, texts -> assertThat(texts).singleElement().asString().contains("\"CREATED\"", "\"Vases\""));
    }

    private void typeHeader(String authorization) {
        page.click(HEADERS);
        page.pressControlAnd('A');
        page.type("{ \"Authorization\": \"" + authorization);
    }

    // The editor closes brackets and quotes itself, and mostly types over those.
    private void typeOperation(String text) {
        page.click(".graphiql-tab-add");
        page.awaitTexts(
                OPERATION, texts -> assertThat(texts).singleElement().asString().doesNotContain("Navigation"));
        page.click(OPERATION);
        page.pressControlAnd('A');
        page.type(text);
    }

    private URI gateway(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
