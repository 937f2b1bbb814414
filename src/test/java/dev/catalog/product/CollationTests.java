package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Names are in the order of the database's collation, here the bytewise one; other tests run over a natural one. */
@CatalogGatewayTest
class CollationTests {

    private static final List<String> BYTEWISE =
            List.of("Fig", "Zebra", "apple", "zoo", "Äpfel", "éclair", "\uFFFD", "💡");

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;

    CollationTests(CatalogFixtures catalog, GraphQlTester graphQl) {
        this.catalog = catalog;
        this.graphQl = graphQl;
    }

    @DynamicPropertySource
    static void bytewiseDatabase(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.datasource.url",
                () -> TestServers.newDatabase("TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"));
    }

    @BeforeEach
    void emptyCatalog() {
        catalog.clear();
    }

    @Test
    void listsAreInTheOrderOfTheDatabase() {
        Category shelf = catalog.category("A shelf").insert();
        for (String name : BYTEWISE.reversed()) {
            catalog.product(name).in(shelf).insert();
        }

        assertThat(names("{ products { nodes { name } } }", "products.nodes")).isEqualTo(BYTEWISE);
        assertThat(names("{ productsByCategory(slug: \"a-shelf\") { nodes { name } } }", "productsByCategory.nodes"))
                .isEqualTo(BYTEWISE);
    }

    @Test
    void pagesFollowTheOrderOfTheDatabase() {
        Category shelf = catalog.category("A shelf").insert();
        for (String name : BYTEWISE.reversed()) {
            catalog.product(name).in(shelf).insert();
        }

        List<String> names = new ArrayList<>();
        String arguments = "";
        for (int page = 0; page < 4; page++) {
            String document = "{ products(first: 2 " + arguments + ") { nodes { name } pageInfo { endCursor } } }";
            names.addAll(names(document, "products.nodes"));
            arguments = "after: \"" + endCursor(document) + "\"";
        }

        assertThat(names).isEqualTo(BYTEWISE);
    }

    @Test
    void theMenuIsInTheOrderOfTheDatabase() {
        for (int n = BYTEWISE.size() - 1; n >= 0; n--) {
            catalog.category(BYTEWISE.get(n)).slug("menu-" + n).insert();
        }

        assertThat(names("{ navigation { name } }", "navigation")).isEqualTo(BYTEWISE);
        assertThat(names("{ categories { nodes { name } } }", "categories.nodes"))
                .isEqualTo(BYTEWISE);
    }

    private List<String> names(String document, String list) {
        return graphQl.document(document)
                .execute()
                .path(list + "[*].name")
                .entityList(String.class)
                .get();
    }

    private String endCursor(String document) {
        return graphQl.document(document)
                .execute()
                .path("products.pageInfo.endCursor")
                .entity(String.class)
                .get();
    }
}
