package dev.catalog.product;

import static dev.catalog.warming.CacheWarmingJobType.CATEGORIES;
import static dev.catalog.warming.CacheWarmingJobType.HOMEPAGE;
import static dev.catalog.warming.CacheWarmingJobType.NAVIGATION;
import static dev.catalog.warming.CacheWarmingJobType.PRODUCTS;

import dev.catalog.cache.RegionLoader;
import dev.catalog.category.ActiveCategories;
import dev.catalog.category.Category;
import dev.catalog.warming.WarmingSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What warming jobs fill in the regions of products, and of what is shown with them. */
@Configuration(proxyBeanMethods = false)
class ProductWarming {

    private static final List<String> NEWEST = List.of("newest");

    @Bean
    WarmingSource<NewestKey> warmedFeatured(FeaturedProductsLoader featured) {
        return WarmingSource.of(HOMEPAGE, featured, "the list", () -> NEWEST, _ -> NewestKey.MOST);
    }

    @Bean
    WarmingSource<NewestKey> warmedPopular(PopularProductsLoader popular) {
        return WarmingSource.of(HOMEPAGE, popular, "the list", () -> NEWEST, _ -> NewestKey.MOST);
    }

    @Bean
    WarmingSource<Long> warmedCategoriesOfHomepage(RegionLoader<Long, Category> categories, ProductSubjects subjects) {
        return WarmingSource.of(
                HOMEPAGE,
                categories,
                "the category of each product of the two lists",
                subjects::categoryIdsOfHomepage,
                Long::valueOf);
    }

    @Bean
    WarmingSource<CategoryCountKey> warmedCountsOfNavigation(
            ProductCountByCategoryIdLoader counts, ProductSubjects subjects) {
        return WarmingSource.of(
                NAVIGATION,
                counts,
                "every active category of the menu",
                subjects::categoryIdsOfNavigation,
                CategoryCountKey::parse);
    }

    @Bean
    WarmingSource<CategoryCountKey> warmedCounts(ProductCountByCategoryIdLoader counts, ProductSubjects subjects) {
        return WarmingSource.of(
                CATEGORIES,
                counts,
                "every active category, alone and with all below",
                subjects::countsOfCategories,
                CategoryCountKey::parse);
    }

    @Bean
    WarmingSource<ProductPageKey> warmedPages(
            @Qualifier("categoryProductPageLoader") ProductPageLoader pages, ActiveCategories active) {
        return WarmingSource.of(
                PRODUCTS,
                pages,
                "the first page of every active category",
                active::ids,
                ProductPageKey::firstOfCategory);
    }

    @Bean
    WarmingSource<ProductPageKey> warmedPagesBySlug(
            @Qualifier("activeCategoryProductPageLoader") ProductPageLoader pages, ActiveCategories active) {
        return WarmingSource.of(
                PRODUCTS,
                pages,
                "the first page of every active category",
                active::slugs,
                ProductPageKey::firstOfActiveCategory);
    }

    @Bean
    WarmingSource<Long> warmedProducts(ProductByIdLoader products, ProductSubjects subjects) {
        return WarmingSource.of(
                PRODUCTS, products, "every product on these pages", subjects::idsOfFirstPages, Long::valueOf);
    }
}
