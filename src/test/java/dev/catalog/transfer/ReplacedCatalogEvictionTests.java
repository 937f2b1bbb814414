package dev.catalog.transfer;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Without the feed, which would tell of the rows too. */
@CatalogGatewayTest(properties = "catalog.feed.enabled=false")
class ReplacedCatalogEvictionTests {

    private final CatalogFixtures catalog;
    private final GraphQlTester graphQl;
    private final ApplicationEventPublisher events;

    ReplacedCatalogEvictionTests(CatalogFixtures catalog, GraphQlTester graphQl, ApplicationEventPublisher events) {
        this.catalog = catalog;
        this.graphQl = graphQl;
        this.events = events;
    }

    @Test
    void whatWasCachedOfAReplacedCatalogIsGone() {
        catalog.clear();
        Category lamps = catalog.category("Lamps").insert();
        assertCount(0);
        catalog.product("Brass lamp").in(lamps).insert();
        assertCount(0);

        events.publishEvent(new CatalogReplaced());

        assertCount(1);
    }

    private void assertCount(int count) {
        graphQl.document("{ productCount }")
                .execute()
                .path("productCount")
                .entity(Integer.class)
                .isEqualTo(count);
    }
}
