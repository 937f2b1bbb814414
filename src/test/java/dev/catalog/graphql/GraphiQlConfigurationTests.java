package dev.catalog.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@ExtendWith(BuiltPage.class)
class GraphiQlConfigurationTests {

    private static final String POLICY = "Content-Security-Policy";

    private final WebApplicationContextRunner gateway = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    GraphQlAutoConfiguration.class,
                    GraphQlWebMvcAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    TomcatServletWebServerAutoConfiguration.class,
                    WebMvcAutoConfiguration.class))
            .withUserConfiguration(GraphiQlConfiguration.class, ScalarWiring.class)
            .withPropertyValues("server.port=0", "spring.graphql.graphiql.enabled=true");

    @Test
    void thePathLeadsToTheFolderOfThePage() {
        run(
                gateway,
                http -> http.get()
                        .uri("/graphiql")
                        .exchange()
                        .expectStatus()
                        .isFound()
                        .expectHeader()
                        .location("graphiql/"));
    }

    @Test
    void thePageIsRevalidatedAndMayLoadNothingFromElsewhere() {
        run(
                gateway,
                http -> http.get()
                        .uri("/graphiql/")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                        .expectHeader()
                        .cacheControl(CacheControl.noCache())
                        .expectHeader()
                        .valueEquals(
                                POLICY,
                                "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
                                        + "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
                                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                        .expectBody(String.class)
                        .value(page ->
                                assertThat(page).contains("GraphiQL</title>").doesNotContain("http")));
    }

    @Test
    void assetsAreKeptForGood() {
        run(
                gateway,
                http -> http.get()
                        .uri("/graphiql/" + script())
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith("text/javascript")
                        .expectHeader()
                        .valueEquals("Cache-Control", "max-age=31536000, public, immutable")
                        .expectHeader()
                        .exists(POLICY));
    }

    @Test
    void anUnknownAssetIsNotFound() {
        run(gateway, http -> expectNotFound(http, "/graphiql/assets/none.js"));
    }

    @Test
    void aBuildWithoutThePageSaysWhatIsMissing() {
        run(
                gateway.withClassLoader(new FilteredClassLoader(BuiltPage.PAGE)),
                http -> http.get()
                        .uri("/graphiql/")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                        .expectHeader()
                        .exists(POLICY)
                        .expectBody(String.class)
                        .value(page -> assertThat(page).contains("without GraphiQL", "Node.js")));
    }

    @Test
    void anotherPathHoldsTheSamePage() {
        run(gateway.withPropertyValues("spring.graphql.graphiql.path=/ide"), http -> {
            http.get().uri("/ide").exchange().expectHeader().location("ide/");
            http.get()
                    .uri("/ide/")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .exists(POLICY);
            expectNotFound(http, "/graphiql/");
        });
    }

    @Test
    void switchedOffThereIsNothing() {
        run(gateway.withPropertyValues("spring.graphql.graphiql.enabled=false"), http -> {
            expectNotFound(http, "/graphiql");
            expectNotFound(http, "/graphiql/");
            expectNotFound(http, "/graphiql/" + script());
        });
    }

    private static void expectNotFound(RestTestClient http, String path) {
        http.get().uri(path).exchange().expectStatus().isNotFound();
    }

    private static void run(WebApplicationContextRunner gateway, Consumer<RestTestClient> test) {
        gateway.run(context -> {
            var server = (AnnotationConfigServletWebServerApplicationContext) context.getSourceApplicationContext();
            int port = requireNonNull(server.getWebServer()).getPort();
            test.accept(RestTestClient.bindToServer()
                    .baseUrl("http://127.0.0.1:" + port)
                    .build());
        });
    }

    private static String script() {
        var script = Pattern.compile("src=\"\\./(assets/[^\"]+\\.js)\"").matcher(page());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static String page() {
        try {
            return BuiltPage.PAGE.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
