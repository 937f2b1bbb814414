package dev.catalog.security;

import static dev.catalog.security.Scope.READ_ALL;
import static dev.catalog.security.Shown.demanding;
import static dev.catalog.security.Shown.following;
import static dev.catalog.security.Shown.toAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.relay.GlobalId;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.IdentityGatewayTest;
import dev.catalog.support.SettableClock;
import dev.catalog.support.WarmingJobFixtures;
import dev.catalog.support.WarmingJobRows;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation over HTTP for every kind of caller, on empty caches and on those that any other caller has filled, whole
 * answers included: nobody sees what another's scope has brought there.
 */
@IdentityGatewayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopeMatrixTests {

    /** Begins the name of each row that takes a scope to see. */
    private static final String HIDDEN = "Hidden";

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final WarmingJobRows jobs;
    private final GraphQlSource source;
    private final List<Bearer> bearers;

    private Category lamps;
    private Product brass;
    private Product hidden;
    private Category shelf;
    private long job;

    ScopeMatrixTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            WarmingJobFixtures fixtures,
            GraphQlSource source,
            SettableClock clock) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.jobs = fixtures.byNode();
        this.source = source;
        this.bearers = Bearer.ofEveryKind(clock);
    }

    @BeforeAll
    void fillCatalog() {
        catalog.clear();
        jobs.clear();
        lamps = catalog.category("Lamps").position(1).insert();
        shelf = catalog.category("Hidden shelf").inactive().insert();
        catalog.category("Desk lamps").parent(lamps).insert();
        catalog.category("Hidden lamps").parent(lamps).inactive().insert();
        brass = catalog.product("Brass lamp").in(lamps).featured().insert();
        hidden = catalog.product("Hidden lamp").in(lamps).featured().inactive().insert();
        catalog.product("Hidden bulb").in(shelf).featured().active(null).insert();
        job = jobs.insert("products", "running");
        jobs.fail(job, "Hidden reason");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource({"products", "categories", "nodes", "operators", "mutations"})
    void everyCallerSeesTheirOwnWhoeverAskedBefore(Shown shown, List<Bearer> turn) {
        catalog.evict();

        for (int round = 0; round < 2; round++) {
            for (Bearer bearer : turn) {
                assertSees(bearer, shown, post(shown.document()));
                if (!shown.isMutation()) {
                    assertSees(bearer, shown, get(shown.document()));
                }
            }
        }
    }

    @Test
    void noRootFieldIsLeftOut() {
        Set<String> asked = Stream.of(products(), categories(), nodes(), operators(), mutations())
                .flatMap(turns -> turns)
                .map(turn -> ((Shown) turn.get()[0]).document())
                .flatMap(document -> Parser.parse(document).getDefinitionsOfType(OperationDefinition.class).stream())
                .flatMap(operation -> operation.getSelectionSet().getSelectionsOfType(Field.class).stream())
                .map(Field::getName)
                .collect(Collectors.toSet());

        assertThat(asked)
                .containsAll(rootFieldsOfRows())
                .containsAll(namesOf(source.schema().getMutationType()));
    }

    /** The limits are settings, which anybody may see. */
    private Set<String> rootFieldsOfRows() {
        Set<String> fields = new TreeSet<>(namesOf(source.schema().getQueryType()));
        fields.remove("limits");
        return fields;
    }

    @Test
    void wholeAnswersAreAmongWhatIsKept() {
        catalog.evict();
        send(bearers.getFirst(), get("{products {nodes {name}}}"));

        assertThat(send(bearers.getFirst(), get("{products {nodes {name}}}"))
                        .headers()
                        .firstValue("X-Cache"))
                .contains("HIT");
    }

    @Test
    void fromWhereAnAnswerComesIsToldToOperatorsAlone() {
        for (Bearer bearer : bearers.reversed()) {
            HttpRequest.Builder request = post("{products {nodes {name}}}").header("X-Catalog-Explain", "cache");
            JsonNode answer = GatewayClient.json(send(bearer, request));

            assertThat(answer.at("/extensions/cache").isMissingNode())
                    .isEqualTo(!bearer.caller().has(Scope.CACHE_MANAGE));
        }
    }

    Stream<Arguments> products() {
        String id = Long.toString(hidden.databaseId());
        String inLamps = "{category(id: " + lamps.databaseId() + ") ";
        return fromBothEnds(
                toAll("{products {nodes {name} totalCount}}", "\"totalCount\":1"),
                toAll("{products(filter: {ids: [" + id + "]}) {totalCount}}", "\"totalCount\":0"),
                demanding(READ_ALL, "{products(filter: {includeInactive: true}) {nodes {name}}}", "Hidden bulb"),
                demanding(
                        READ_ALL,
                        "{products(filter: {includeInactive: true, search: \"lam\"}) {nodes {name}}}",
                        "Hidden"),
                toAll("{productCount}", "\"productCount\":1"),
                demanding(READ_ALL, "{productCount(filter: {includeInactive: true})}", "\"productCount\":3"),
                toAll("{featuredProducts {name}}", "Brass lamp"),
                toAll("{popularProducts {name}}", "Brass lamp"),
                toAll("{productsByCategory(slug: \"lamps\") {nodes {name} totalCount}}", "\"totalCount\":1"),
                toAll("{productsByCategory(slug: \"hidden-shelf\") {totalCount}}", "\"totalCount\":0"),
                toAll("{product(id: " + id + ") {name}}", "\"product\":null"),
                demanding(READ_ALL, "{product(id: " + id + ", includeInactive: true) {name}}", "Hidden lamp"),
                toAll(inLamps + "{products {totalCount} productCount}}", "\"productCount\":1"),
                demanding(
                        READ_ALL,
                        inLamps + "{products(filter: {includeInactive: true}) {nodes {name}}}}",
                        "Hidden lamp"),
                toAll("{product(id: " + brass.databaseId() + ") {category {products {nodes {name}}}}}", "Brass lamp"));
    }

    Stream<Arguments> categories() {
        String id = Long.toString(shelf.databaseId());
        return fromBothEnds(
                toAll("{categories {nodes {name} totalCount}}", "\"totalCount\":2"),
                demanding(READ_ALL, "{categories(filter: {includeInactive: true}) {nodes {name}}}", "Hidden shelf"),
                toAll("{category(id: " + id + ") {name}}", "\"category\":null"),
                demanding(READ_ALL, "{category(id: " + id + ", includeInactive: true) {name}}", "Hidden shelf"),
                toAll("{categoryBySlug(slug: \"hidden-shelf\") {name}}", "\"categoryBySlug\":null"),
                demanding(READ_ALL, "{categoryBySlug(slug: \"hidden-shelf\", includeInactive: true) {name}}", "Hidden"),
                toAll("{navigation {name subcategories {name}}}", "Desk lamps"),
                demanding(READ_ALL, "{navigation {name subcategories(includeInactive: true) {name}}}", "Hidden lamps"));
    }

    Stream<Arguments> nodes() {
        String ofJob = new GlobalId("CacheWarmingJob", job).toString();
        return fromBothEnds(
                toAll("{node(id: \"" + brass.id() + "\") {... on Product {name}}}", "Brass lamp"),
                following(READ_ALL, "{node(id: \"" + hidden.id() + "\") {... on Product {name}}}", "Hidden lamp"),
                following(READ_ALL, "{node(id: \"" + shelf.id() + "\") {... on Category {name}}}", "Hidden shelf"),
                following(
                        READ_ALL,
                        "{nodes(ids: [\"%s\", \"%s\"]) {... on Product {name}}}".formatted(hidden.id(), brass.id()),
                        "Hidden lamp"),
                following(
                        Scope.WARMING_MANAGE,
                        "{node(id: \"" + ofJob + "\") {... on CacheWarmingJob {errorMessage}}}",
                        "Hidden reason"),
                following(
                        Scope.WARMING_MANAGE,
                        "{nodes(ids: [\"" + ofJob + "\"]) {... on CacheWarmingJob {errorMessage}}}",
                        "Hidden reason"));
    }

    Stream<Arguments> operators() {
        return fromBothEnds(
                toAll("{limits {maxDepth}}", "\"maxDepth\":"),
                demanding(Scope.WARMING_MANAGE, "{warmingJobs {nodes {errorMessage}}}", "Hidden reason"),
                demanding(Scope.WARMING_MANAGE, "{warmingJob(id: " + job + ") {errorMessage}}", "Hidden reason"),
                demanding(Scope.WARMING_MANAGE, "{warmingPlan(jobType: NAVIGATION) {keys}}", "\"keys\":"),
                demanding(Scope.CACHE_MANAGE, "{cacheRegions {name}}", "category-by-slug"));
    }

    /** Every mutation with an empty input, which changes nothing, and some whose payloads show what takes a scope. */
    Stream<Arguments> mutations() {
        String unchanged = "updateProduct(input: {id: %d, featured: true})".formatted(hidden.databaseId());
        List<Shown> all = new ArrayList<>(List.of(
                demanding(Scope.CATALOG_WRITE, "mutation {" + unchanged + " {product {name}}}", "Hidden lamp"),
                demanding(
                                Scope.CATALOG_WRITE,
                                "mutation {" + unchanged
                                        + " {product {category {subcategories(includeInactive: true) {name}}}}}",
                                "Hidden lamps")
                        .and(READ_ALL)));
        for (GraphQLFieldDefinition mutation : source.schema().getMutationType().getFieldDefinitions()) {
            String scope = mutation.getAppliedDirective("requiresScope")
                    .getArgument("scope")
                    .getValue();
            all.add(demanding(
                    scope, "mutation {" + mutation.getName() + "(input: {}) {userErrors {code}}}", "userErrors"));
        }
        return all.stream().map(each -> Arguments.of(each, bearers));
    }

    private Stream<Arguments> fromBothEnds(Shown... shown) {
        List<List<Bearer>> turns = List.of(bearers, bearers.reversed());
        return Stream.of(shown).flatMap(each -> turns.stream().map(turn -> Arguments.of(each, turn)));
    }

    private void assertSees(Bearer bearer, Shown shown, HttpRequest.Builder request) {
        HttpResponse<String> answer = send(bearer, request);
        boolean sees = shown.isFor(bearer.caller());
        String refusal = bearer.caller().authenticated() ? "FORBIDDEN" : "UNAUTHENTICATED";

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayClient.json(answer)
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/extensions/code").asString()))
                .as("refusals of the %s: %s", bearer, answer.body())
                .isEqualTo(shown.refused() && !sees ? List.of(refusal) : List.of());
        assertThat(answer.body().contains(shown.text()))
                .as("what the %s sees: %s", bearer, answer.body())
                .isEqualTo(sees);
        if (!sees || shown.scopes().isEmpty()) {
            assertThat(answer.body()).as("what the %s sees", bearer).doesNotContain(HIDDEN);
        }
    }

    private HttpResponse<String> send(Bearer bearer, HttpRequest.Builder request) {
        return gateway.send(bearer.sign(request));
    }

    private HttpRequest.Builder post(String document) {
        return gateway.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonMapper().writeValueAsString(Map.of("query", document))));
    }

    private HttpRequest.Builder get(String document) {
        return gateway.request("/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8));
    }

    private static List<String> namesOf(GraphQLObjectType type) {
        return type.getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .toList();
    }
}
