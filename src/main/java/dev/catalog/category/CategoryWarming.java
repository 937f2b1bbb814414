package dev.catalog.category;

import static dev.catalog.warming.CacheWarmingJobType.CATEGORIES;
import static dev.catalog.warming.CacheWarmingJobType.NAVIGATION;
import static dev.catalog.warming.CacheWarmingJobType.PRODUCTS;

import dev.catalog.cache.SoleKey;
import dev.catalog.warming.WarmingSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What warming jobs fill in the regions of categories. */
@Configuration(proxyBeanMethods = false)
class CategoryWarming {

    private static final List<String> MENU = List.of("menu");

    @Bean
    WarmingSource<SoleKey> warmedNavigation(NavigationLoader navigation) {
        return WarmingSource.of(NAVIGATION, navigation, "the menu", () -> MENU, _ -> SoleKey.SOLE);
    }

    @Bean
    WarmingSource<Long> warmedCategories(CategoryByIdLoader categories, ActiveCategories active) {
        return WarmingSource.of(
                CATEGORIES, categories, "every active category, and its parent", active::idsWithParents, Long::valueOf);
    }

    @Bean
    WarmingSource<String> warmedCategoriesBySlug(CategoryBySlugLoader categories, ActiveCategories active) {
        return WarmingSource.of(CATEGORIES, categories, "every active category", active::slugs, slug -> slug);
    }

    @Bean
    WarmingSource<Long> warmedSubcategories(SubcategoriesByCategoryIdLoader subcategories, ActiveCategories active) {
        return WarmingSource.of(CATEGORIES, subcategories, "every active category", active::ids, Long::valueOf);
    }

    /** A root's need no look-up. */
    @Bean
    WarmingSource<Long> warmedAncestors(AncestorsByCategoryIdLoader ancestors, ActiveCategories active) {
        return WarmingSource.of(
                CATEGORIES, ancestors, "every active category but roots", active::idsBelowOthers, Long::valueOf);
    }

    /** The pages of products show their categories, and a product's own page what is above its category. */
    @Bean
    WarmingSource<Long> warmedCategoriesOfProducts(CategoryByIdLoader categories, ActiveCategories active) {
        return WarmingSource.of(
                PRODUCTS, categories, "every active category, and its parent", active::idsWithParents, Long::valueOf);
    }
}
