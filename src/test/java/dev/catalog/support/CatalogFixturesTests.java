package dev.catalog.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

@CatalogGatewayTest
class CatalogFixturesTests {

    @Autowired
    private CatalogFixtures catalog;

    @Autowired
    private GraphQlTester graphQl;

    @BeforeEach
    void emptyCatalog() {
        catalog.clear();
    }

    @Test
    void insertedRecordsAreWhatTheGatewayReads() {
        Category lamps = catalog.category("Lamps").position(null).insert();
        Product brass = catalog.product("Brass lamp")
                .in(lamps)
                .price("10.5")
                .featured(null)
                .insert();

        graphQl.document("""
                        query ($id: ID!) { product(id: $id) { id price featured createdAt category { id slug position } } }
                        """)
                .variable("id", brass.databaseId())
                .execute()
                .path("product")
                .matchesJsonStrictly("""
                        {
                          "id": "%s", "price": 10.50, "featured": false, "createdAt": "2026-01-01T00:00:02.000250Z",
                          "category": { "id": "%s", "slug": "lamps", "position": null }
                        }
                        """.formatted(brass.id(), lamps.id()));
    }

    @Test
    void aClearedCatalogForgetsWhatWasCached() {
        catalog.category("Lamps").insert();
        assertThat(roots()).isEqualTo(1);

        catalog.clear();

        assertThat(roots()).isZero();
    }

    private int roots() {
        return graphQl.document("{ navigation { id } }")
                .execute()
                .path("navigation")
                .entityList(Object.class)
                .get()
                .size();
    }
}
