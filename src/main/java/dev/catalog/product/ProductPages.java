package dev.catalog.product;

import dev.catalog.cache.CacheRegion;
import dev.catalog.relay.Page;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;

/** The fields that give pages of products, each with the region of its own. */
@Configuration(proxyBeanMethods = false)
class ProductPages {

    @Bean
    ProductPageLoader productPageLoader(ProductRepository products) {
        return new ProductPageLoader(
                "productPage",
                region("products").holding("a page of `Query.products`", "products?…"),
                ProductDependencies.PAGE,
                products);
    }

    @Bean
    ProductPageLoader categoryProductPageLoader(ProductRepository products) {
        return new ProductPageLoader(
                "categoryProductPage",
                region("category-products").holding("a page of `Category.products`", "categories/{id}/products?…"),
                ProductDependencies.PAGE,
                products);
    }

    @Bean
    ProductPageLoader activeCategoryProductPageLoader(ProductRepository products) {
        return new ProductPageLoader(
                "activeCategoryProductPage",
                region("products-by-category")
                        .holding("a page of active products of an active category", "products/category/{slug}?…"),
                ProductDependencies.PAGE_BY_SLUG,
                products);
    }

    private static CacheRegion<ProductPageKey, Page<Product>> region(String name) {
        return CacheRegion.of(
                        name,
                        Duration.ofMinutes(30),
                        new ParameterizedTypeReference<Page<Product>>() {},
                        ProductPageKey::key)
                .absentIf(page -> page.nodes().isEmpty());
    }
}
