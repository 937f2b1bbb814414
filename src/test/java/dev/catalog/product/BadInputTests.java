package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.relay.GlobalId;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Input beyond its bounds fails its own field, which the error names with the bound, and costs no statement. */
@CatalogGatewayTest
class BadInputTests {

    private static final String PRODUCT = new GlobalId(Product.TYPE_NAME, 1).toString();
    private static final String CATEGORY = new GlobalId(Category.TYPE_NAME, 1).toString();
    private static final String SOME_IDS =
            LongStream.rangeClosed(1, 101).mapToObj(Long::toString).toList().toString();

    private final GraphQlTester graphQl;
    private final QueryCounter queries;

    BadInputTests(GraphQlTester graphQl, QueryCounter queries) {
        this.graphQl = graphQl;
        this.queries = queries;
    }

    static Stream<Arguments> pages() {
        return Stream.of("products", "categories", "productsByCategory")
                .flatMap(field -> Stream.of(
                        Arguments.of(field, "first: -1", "first must be from 0 to 100, not -1"),
                        Arguments.of(field, "first: 101", "first must be from 0 to 100, not 101"),
                        Arguments.of(field, "last: -2147483648", "last must be from 0 to 100, not -2147483648"),
                        Arguments.of(field, "last: 2147483647", "last must be from 0 to 100, not 2147483647"),
                        Arguments.of(field, "first: 1, last: 1", "last can't be given together with first")));
    }

    @ParameterizedTest(name = "{0}({1})")
    @MethodSource("pages")
    void aPageBeyondItsBoundsIsRefused(String field, String arguments, String message) {
        String slug = field.equals("productsByCategory") ? "slug: \"lamps\", " : "";

        assertRefused("{ " + field + "(" + slug + arguments + ") { nodes { id } } }", message);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of("featuredProducts(first: 101) { id }", "first must be from 0 to 100, not 101"),
                Arguments.of("popularProducts(first: -1) { id }", "first must be from 0 to 100, not -1"),
                Arguments.of("product(id: \"" + CATEGORY + "\") { id }", "id is the id of another type than Product"),
                Arguments.of("category(id: \"" + PRODUCT + "\") { id }", "id is the id of another type than Category"),
                Arguments.of("product(id: \"lamp\") { id }", "id is not an id"),
                Arguments.of("product(id: \"\") { id }", "id is not an id"),
                Arguments.of("product(id: \"" + PRODUCT + "==\") { id }", "id is not an id"),
                Arguments.of("category(id: 9223372036854775808) { id }", "id is not an id: it exceeds 64 bits"),
                Arguments.of("node(id: \"1\") { id }", "id is not a global id"),
                Arguments.of(
                        "products(filter: { ids: " + SOME_IDS + " }) { totalCount }",
                        "filter.ids must hold at most 100 ids, not 101"),
                Arguments.of(
                        "categories(filter: { ids: " + SOME_IDS + " }) { totalCount }",
                        "filter.ids must hold at most 100 ids, not 101"),
                Arguments.of(
                        "products(filter: { ids: [1, \"" + CATEGORY + "\"] }) { totalCount }",
                        "filter.ids[1] is the id of another type than Product"),
                Arguments.of(
                        "products(filter: { categoryId: \"" + PRODUCT + "\" }) { totalCount }",
                        "filter.categoryId is the id of another type than Category"),
                Arguments.of("categories(filter: { parentId: \"x\" }) { totalCount }", "filter.parentId is not an id"),
                Arguments.of(
                        "products(filter: { includeSubcategories: true }) { totalCount }",
                        "filter.includeSubcategories needs filter.categoryId or filter.categorySlug"),
                Arguments.of(
                        "productCount(filter: { includeSubcategories: true })",
                        "filter.includeSubcategories needs filter.categoryId or filter.categorySlug"),
                Arguments.of(
                        "products(orderBy: { field: RELEVANCE }) { totalCount }",
                        "orderBy.field RELEVANCE needs filter.search"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void anArgumentBeyondItsBoundsIsRefused(String field, String message) {
        assertRefused("{ " + field + " }", message);
    }

    @Test
    void anIdInNodesThatCannotBeDecodedFailsInItsPlaceAlone() {
        List<ResponseError> errors = graphQl.document("{ nodes(ids: [\"" + PRODUCT + "\", \"x\", \"\"]) { id } }")
                .execute()
                .returnResponse()
                .getErrors();

        assertThat(errors).extracting(ResponseError::getPath).containsExactly("nodes[1]", "nodes[2]");
        assertThat(errors)
                .extracting(ResponseError::getMessage)
                .containsExactly("ids[1] is not a global id", "ids[2] is not a global id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first: null, last: null, after: null, before: null", "orderBy: null, filter: null"})
    void nullIsNoArgument(String arguments) {
        graphQl.document("{ products(" + arguments + ") { nodes { id } } }").executeAndVerify();
    }

    private void assertRefused(String document, String message) {
        List<String> statements = queries.during(() -> {
            GraphQlTester.Response answer = graphQl.document(document).execute();
            List<ResponseError> errors = answer.returnResponse().getErrors();
            Map<String, Object> data = answer.returnResponse().getData();

            assertThat(errors).extracting(ResponseError::getMessage).containsExactly(message);
            assertThat(errors)
                    .extracting(error -> error.getExtensions().get("code"))
                    .containsExactly("BAD_USER_INPUT");
            assertThat(data)
                    .isNotNull()
                    .allSatisfy((_, value) -> assertThat(value).isNull());
        });

        assertThat(statements).isEmpty();
    }
}
