package dev.catalog.contract;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;

/** The fields that give a connection. Over {@link #fill the same catalog} each lists five rows, named 1 to 5 in its order. */
enum ListField {
    PRODUCTS("{ products(%s) { %s } }", "products"),
    PRODUCTS_BY_CATEGORY("{ productsByCategory(slug: \"lamps\", %s) { %s } }", "productsByCategory"),
    PRODUCTS_OF_A_CATEGORY("{ categoryBySlug(slug: \"lamps\") { products(%s) { %s } } }", "categoryBySlug.products"),
    CATEGORIES("{ categories(filter: { roots: false }, %s) { %s } }", "categories");

    private static final String PAGE = """
            edges { cursor node { name } } nodes { name } totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            """;

    private final String document;
    private final String path;

    ListField(String document, String path) {
        this.document = document;
        this.path = path;
    }

    record Page(List<Edge> edges, List<Row> nodes, int totalCount, PageInfo pageInfo) {

        List<String> names() {
            return nodes.stream().map(Row::name).toList();
        }
    }

    record Edge(String cursor, Row node) {}

    record Row(String name) {}

    record PageInfo(
            boolean hasPreviousPage,
            boolean hasNextPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    static void fill(CatalogFixtures catalog) {
        catalog.clear();
        Category lamps = catalog.category("Lamps").insert();
        for (String name : List.of("3", "1", "5", "2", "4")) {
            catalog.product(name).in(lamps).insert();
            catalog.category(name).parent(lamps).insert();
        }
    }

    /** Where the field stands in an answer. */
    String path() {
        return path;
    }

    /** An operation that asks for a page with these arguments, at least one. */
    String document(String arguments) {
        return document.formatted(arguments, PAGE);
    }

    /** The whole page that a root field with its arguments gives. */
    static Page page(GraphQlTester graphQl, String field) {
        return page(graphQl, "{ page: " + field + " { " + PAGE + " } }", "page");
    }

    private static Page page(GraphQlTester graphQl, String document, String path) {
        return graphQl.document(document)
                .execute()
                .path(path)
                .entity(Page.class)
                .get();
    }

    /** The page that the field gives with these arguments, at least one. */
    Page pageOf(GraphQlTester graphQl, String arguments) {
        return page(graphQl, document(arguments), path);
    }

    /** The argument {@code after} with the cursor of the row with this name. */
    String after(GraphQlTester graphQl, String name) {
        return "after: \"" + cursor(graphQl, name) + "\"";
    }

    /** The argument {@code before} with the cursor of the row with this name. */
    String before(GraphQlTester graphQl, String name) {
        return "before: \"" + cursor(graphQl, name) + "\"";
    }

    /** The cursor of the row with this name. */
    String cursor(GraphQlTester graphQl, String name) {
        return pageOf(graphQl, "first: 5").edges().stream()
                .filter(edge -> edge.node().name().equals(name))
                .findFirst()
                .orElseThrow()
                .cursor();
    }
}
