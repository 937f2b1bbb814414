package dev.catalog.product;

import static dev.catalog.product.Visibility.demandsScope;
import static dev.catalog.product.Visibility.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.GraphQlResponse;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;

/** Who sees what: every path to a row and every caller, on empty caches and on those that any other caller has filled. */
@CatalogGatewayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisibilityTests {

    private static final Caller READER = new Caller(true, Set.of(Scope.READ_ALL));
    private static final Caller OTHER = new Caller(true, Set.of(Scope.CACHE_MANAGE));

    private static final List<List<Caller>> TURNS = List.of(
            List.of(Caller.ANONYMOUS, READER, OTHER),
            List.of(READER, OTHER, Caller.ANONYMOUS),
            List.of(OTHER, Caller.ANONYMOUS, READER));

    private final CatalogFixtures catalog;
    private final ExecutionGraphQlService graphQl;

    private Category lamps;
    private Category attic;
    private Category unset;
    private Product brass;
    private Product broken;
    private Product atticLamp;

    VisibilityTests(CatalogFixtures catalog, ExecutionGraphQlService graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @BeforeAll
    void fillCatalog() {
        catalog.clear();
        lamps = catalog.category("Lamps").position(1).insert();
        attic = catalog.category("Attic").position(2).inactive().insert();
        catalog.category("Desk lamps").parent(lamps).insert();
        Category old = catalog.category("Old lamps").parent(lamps).inactive().insert();
        unset = catalog.category("Unset lamps").parent(lamps).active(null).insert();
        catalog.category("Boxes").parent(attic).position(3).insert();
        brass = catalog.product("Brass lamp").in(lamps).featured().insert();
        broken = catalog.product("Broken lamp").in(lamps).featured().inactive().insert();
        catalog.product("Unset lamp").in(lamps).active(null).featured(null).insert();
        atticLamp = catalog.product("Attic lamp").in(attic).featured().insert();
        catalog.product("Old lamp").in(old).insert();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource({"products", "categories", "relations", "nodes"})
    void everyCallerSeesTheirOwnWhoeverAskedBefore(Visibility operation, List<Caller> turns) {
        catalog.evict();

        for (Caller caller : turns) {
            assertSees(caller, operation);
        }
        for (Caller caller : turns) {
            assertSees(caller, operation);
        }
    }

    Stream<Arguments> products() {
        return inEveryTurn(
                shows("{ products { nodes { name } totalCount } }", "Attic lamp", "Brass lamp", "Old lamp", "3"),
                shows(
                        "{ products(filter: { includeInactive: false, ids: [" + broken.databaseId()
                                + "] }) { totalCount } }",
                        "0"),
                shows("{ products(filter: { categorySlug: \"attic\" }) { nodes { name } } }", "Attic lamp"),
                shows("{ products(filter: { search: \"lamp\", featured: false }) { nodes { name } } }", "Old lamp"),
                demandsScope("{ products(filter: { includeInactive: true, featured: false }) { nodes { name } } }")
                        .toReaders("Old lamp", "Unset lamp"),
                demandsScope("{ products(filter: { includeInactive: true, search: \"lamp\" }) { totalCount } }")
                        .toReaders("5"),
                shows("{ productCount }", "3"),
                demandsScope("{ productCount(filter: { includeInactive: true }) }")
                        .toReaders("5"),
                shows("{ featuredProducts { name } }", "Attic lamp", "Brass lamp"),
                shows("{ popularProducts { name } }", "Old lamp", "Attic lamp", "Brass lamp"),
                shows("{ productsByCategory(slug: \"lamps\") { nodes { name } totalCount } }", "Brass lamp", "1"),
                shows("{ productsByCategory(slug: \"attic\") { nodes { name } totalCount } }", "0"),
                shows("{ product(id: " + brass.databaseId() + ") { name } }", "Brass lamp"),
                shows("{ product(id: " + broken.databaseId() + ") { name } }", "null"),
                demandsScope("{ product(id: " + broken.databaseId() + ", includeInactive: true) { name } }")
                        .toReaders("Broken lamp"));
    }

    Stream<Arguments> categories() {
        return inEveryTurn(
                shows("{ categories { nodes { name } totalCount } }", "Desk lamps", "Lamps", "Boxes", "3"),
                shows("{ categories(filter: { roots: true }) { nodes { name } } }", "Lamps"),
                shows("{ categories(filter: { search: \"lamps\" }) { totalCount } }", "2"),
                demandsScope("{ categories(filter: { search: \"lamps\", includeInactive: true }) { totalCount } }")
                        .toReaders("4"),
                demandsScope("{ categories(filter: { roots: true, includeInactive: true }) { nodes { name } } }")
                        .toReaders("Lamps", "Attic"),
                shows("{ category(id: " + attic.databaseId() + ") { name } }", "null"),
                shows("{ category(id: " + unset.databaseId() + ") { name } }", "null"),
                demandsScope("{ category(id: " + unset.databaseId() + ", includeInactive: true) { name active } }")
                        .toReaders("Unset lamps", "false"),
                shows("{ categoryBySlug(slug: \"attic\") { name } }", "null"),
                demandsScope("{ categoryBySlug(slug: \"attic\", includeInactive: true) { name } }")
                        .toReaders("Attic"),
                shows("{ navigation { name subcategories { name } } }", "Lamps", "Desk lamps"),
                demandsScope("{ navigation { subcategories(includeInactive: true) { name } } }")
                        .toReaders("Desk lamps", "Old lamps", "Unset lamps"));
    }

    Stream<Arguments> relations() {
        String lampsField = "{ category(id: " + lamps.databaseId() + ") ";
        return inEveryTurn(
                shows(lampsField + "{ subcategories { name } } }", "Desk lamps"),
                demandsScope(lampsField + "{ subcategories(includeInactive: true) { name } } }")
                        .toReaders("Desk lamps", "Old lamps", "Unset lamps"),
                shows(lampsField + "{ products { nodes { name } totalCount } } }", "Brass lamp", "1"),
                demandsScope(lampsField + "{ products(filter: { includeInactive: true }) { totalCount } } }")
                        .toReaders("3"),
                shows(lampsField + "{ productCount } }", "1"),
                shows(lampsField + "{ productCount(includeSubcategories: true) } }", "2"),
                shows(
                        "{ product(id: " + atticLamp.databaseId() + ") { category { name active productCount } } }",
                        "Attic",
                        "false",
                        "1"),
                shows("{ categoryBySlug(slug: \"boxes\") { parent { name } ancestors { name } } }", "Attic", "Attic"));
    }

    Stream<Arguments> nodes() {
        return inEveryTurn(
                shows("{ node(id: \"" + brass.id() + "\") { ... on Product { name } } }", "Brass lamp"),
                shows("{ node(id: \"" + broken.id() + "\") { ... on Product { name } } }", "null")
                        .toReaders("Broken lamp"),
                shows("{ node(id: \"" + attic.id() + "\") { ... on Category { name } } }", "null")
                        .toReaders("Attic"),
                shows(
                                "{ nodes(ids: [\"%s\", \"%s\", \"%s\"]) { ... on Product { name } ... on Category { name } } }"
                                        .formatted(broken.id(), lamps.id(), unset.id()),
                                "null",
                                "Lamps",
                                "null")
                        .toReaders("Broken lamp", "Lamps", "Unset lamps"),
                shows(
                                "{ node(id: \"%s\") { ... on Product { name } } product(id: %d) { name } }"
                                        .formatted(broken.id(), broken.databaseId()),
                                "null",
                                "null")
                        .toReaders("Broken lamp", "null"));
    }

    private static Stream<Arguments> inEveryTurn(Visibility... operations) {
        return Stream.of(operations).flatMap(operation -> TURNS.stream().map(turn -> Arguments.of(operation, turn)));
    }

    private void assertSees(Caller caller, Visibility operation) {
        GraphQlResponse answer = ask(caller, operation.document());
        boolean reads = caller.equals(READER);
        boolean refused = operation.demandsScope() && !reads;
        String code = caller.authenticated() ? "FORBIDDEN" : "UNAUTHENTICATED";

        assertThat(answer.getErrors())
                .extracting(error -> error.getExtensions().get("code"))
                .isEqualTo(refused ? List.of(code) : List.of());
        assertThat(leaves(answer.getData()).toList())
                .as("what %s sees", caller)
                .isEqualTo(reads ? operation.toReaders() : operation.toAll());
    }

    private GraphQlResponse ask(Caller caller, String document) {
        return ExecutionGraphQlServiceTester.builder(graphQl)
                .errorFilter(_ -> true)
                .configureExecutionInput((_, input) ->
                        input.graphQLContext(Map.of(Caller.class, caller)).build())
                .build()
                .document(document)
                .execute()
                .returnResponse();
    }

    private static Stream<String> leaves(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.of("null");
            case Map<?, ?> object -> object.values().stream().flatMap(VisibilityTests::leaves);
            case List<?> list -> list.stream().flatMap(VisibilityTests::leaves);
            default -> Stream.of(value.toString());
        };
    }
}
