package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CacheKeyTests {

    @Test
    void argumentsThatAreAbsentLeaveNoTrace() {
        assertThat(CacheKey.path("products").argument("first", null)).hasToString("products");
    }

    @Test
    void argumentsFollowInTheOrderOfTheirNaming() {
        CacheKey key = CacheKey.path("categories")
                .value(7)
                .segment("products")
                .argument("ids", List.of(1, 2))
                .argument("first", 5);

        assertThat(key).hasToString("categories/7/products?ids=1,2&first=5");
    }

    @Test
    void noValueCanBeMistakenForAnotherKey() {
        CacheKey key = CacheKey.path("products/category").value("a/b?c=d&e,f é%41");

        assertThat(key).hasToString("products/category/a%2Fb%3Fc%3Dd%26e%2Cf%20%C3%A9%2541");
    }

    @Test
    void unreservedCharactersStandAsTheyAre() {
        assertThat(CacheKey.path("c").value("AZaz09-_.~")).hasToString("c/AZaz09-_.~");
    }

    @Test
    void anIdStandsAsItIs() {
        assertThat(CacheKey.path("c").value(-70L).value(Long.MAX_VALUE)).hasToString("c/-70/9223372036854775807");
    }

    @Test
    void anEmptyListDiffersFromNone() {
        assertThat(CacheKey.path("products").argument("ids", List.of())).hasToString("products?ids=");
    }
}
