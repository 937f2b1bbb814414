package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.document.DocumentCheck;
import dev.catalog.document.DocumentHash;
import dev.catalog.document.DocumentsProperties;
import dev.catalog.document.PersistedDocuments;
import dev.catalog.document.TrustedDocuments;
import dev.catalog.document.TrustedMode;
import dev.catalog.security.Scope;
import dev.catalog.support.HttpGatewayTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@HttpGatewayTest
@ExtendWith(OutputCaptureExtension.class)
class TrustedModeTests {

    private static final Path MANIFEST = Path.of("src/test/resources/documents/trusted.json");

    private final ExecutionGraphQlService operations;
    private final PersistedDocuments persisted;
    private final DocumentCheck check;
    private final MeterRegistry meters;
    private final String text = "{t: __typename} # " + UUID.randomUUID();

    TrustedModeTests(
            ExecutionGraphQlService operations,
            PersistedDocuments persisted,
            DocumentCheck check,
            MeterRegistry meters) {
        this.operations = operations;
        this.persisted = persisted;
        this.check = check;
        this.meters = meters;
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void requiredDocumentsAreAnsweredByIdAndByText() {
        String trusted = "query TypeName {\n  __typename\n}";

        assertThat(named(TrustedMode.REQUIRE, "type-name")).isEqualTo("Query");
        assertThat(named(TrustedMode.REQUIRE, DocumentHash.of(trusted))).isEqualTo("Query");
        assertThat(sent(TrustedMode.REQUIRE, trusted)).isEqualTo("Query");
    }

    @Test
    void othersAreForbiddenWhereTheyAreRequired() {
        persisted.register(DocumentHash.of(text), text);

        assertThat(sent(TrustedMode.REQUIRE, text)).isEqualTo("FORBIDDEN");
        assertThat(named(TrustedMode.REQUIRE, DocumentHash.of(text))).isEqualTo("FORBIDDEN");
        assertThat(named(TrustedMode.REQUIRE, "nobody")).isEqualTo("FORBIDDEN");
        assertThat(sent(TrustedMode.REQUIRE, "{__schema {queryType {name}}}")).isEqualTo("FORBIDDEN");
    }

    @Test
    void whoHasAllScopesMayAskAnythingAllTheSame() {
        authenticate(Scope.ALL.toArray(String[]::new));
        assertThat(sent(TrustedMode.REQUIRE, text)).isEqualTo("Query");

        authenticate(Scope.CACHE_MANAGE, Scope.CATALOG_WRITE);
        assertThat(sent(TrustedMode.REQUIRE, text)).isEqualTo("FORBIDDEN");
    }

    @Test
    void othersAreAnsweredWhereTheyAreNotRequired() {
        for (TrustedMode mode : List.of(TrustedMode.OFF, TrustedMode.LOG, TrustedMode.PREFER)) {
            assertThat(sent(mode, text)).isEqualTo("Query");
        }
        assertThat(named(TrustedMode.LOG, "type-name")).isEqualTo("Query");
        assertThat(named(TrustedMode.OFF, "type-name")).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void othersAreToldOnceByTheirHashAlone(CapturedOutput output) {
        DocumentInterceptor documents = documents(TrustedMode.LOG);

        answer(documents, text, Map.of());
        answer(documents, text, Map.of());
        answer(documents, DocumentName.NO_TEXT, Map.of(DocumentName.DOCUMENT_ID, "type-name"));

        assertThat(output.getOut().lines().filter(line -> line.contains("trusted documents: ")))
                .singleElement()
                .asString()
                .endsWith("Not among the trusted documents: sha256:" + DocumentHash.of(text));
        assertThat(output.getOut()).doesNotContain("__typename");
    }

    @Test
    void whatIsAskedAgainByTheSameBytesIsToldWhereItWasNot(CapturedOutput output) {
        DocumentInterceptor documents = documents(TrustedMode.LOG);
        // More than are told at once.
        List<DocumentUse> uses =
                IntStream.range(0, 12).mapToObj(n -> use(documents, text + n)).toList();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            uses.forEach(DocumentUse::tell);
            assertThat(output.getOut().lines().filter(line -> line.contains("Not among the trusted documents: ")))
                    .hasSize(uses.size());
        });
    }

    private static DocumentUse use(DocumentInterceptor documents, String document) {
        AtomicReference<DocumentUse> use = new AtomicReference<>();
        documents
                .intercept(request(document, Map.of()), operation -> {
                    use.set(DocumentUse.of(operation.toExecutionInput()));
                    return Mono.empty();
                })
                .block();
        return Objects.requireNonNull(use.get());
    }

    private String sent(TrustedMode mode, String document) {
        return answer(documents(mode), document, Map.of());
    }

    private String named(TrustedMode mode, String id) {
        String documentId = DocumentHash.isHash(id) ? "sha256:" + id : id;
        return answer(documents(mode), DocumentName.NO_TEXT, Map.of(DocumentName.DOCUMENT_ID, documentId));
    }

    private DocumentInterceptor documents(TrustedMode mode) {
        DocumentsProperties settings = new DocumentsProperties(Duration.ofHours(24), MANIFEST, mode);
        return new DocumentInterceptor(
                new TrustedDocuments(settings, new JsonMapper(), check), persisted, new UntrustedDocuments(), meters);
    }

    /** The value of the first field, or the code of the first error. */
    private String answer(DocumentInterceptor documents, String document, Map<String, Object> extensions) {
        Map<String, Object> answer = WebGraphQlHandler.builder(operations)
                .interceptor(documents)
                .build()
                .handleRequest(request(document, extensions))
                .blockOptional()
                .orElseThrow()
                .toMap();
        return answer.get("data") instanceof Map<?, ?> data
                ? data.values().iterator().next().toString()
                : new JsonMapper()
                        .valueToTree(answer)
                        .at("/errors/0/extensions/code")
                        .asString();
    }

    private static WebGraphQlRequest request(String document, Map<String, Object> extensions) {
        return new WebGraphQlRequest(
                URI.create("http://127.0.0.1/graphql"),
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                new DefaultGraphQlRequest(document, null, Map.of(), extensions),
                "id",
                Locale.ENGLISH);
    }

    private static void authenticate(String... scopes) {
        String[] authorities =
                Arrays.stream(scopes).map(scope -> "SCOPE_" + scope).toArray(String[]::new);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "operator", null, AuthorityUtils.createAuthorityList(authorities)));
    }
}
