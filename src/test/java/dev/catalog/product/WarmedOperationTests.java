package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.cache.CacheProperties;
import dev.catalog.cache.RegionCaches;
import dev.catalog.cache.RegionStatistics;
import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.QueryCounter;
import dev.catalog.warming.CacheWarmingJobType;
import dev.catalog.warming.JobRun;
import dev.catalog.warming.WarmingSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What each type of job fills is what readers ask for: after it, the operations that it serves send no statement. */
@CatalogGatewayTest(properties = "catalog.cache.near.size=0")
@Import(JobRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmedOperationTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final String HOMEPAGE = """
            {
              featuredProducts { id name price category { id name slug active } }
              popularProducts { id name price category { id name slug active } }
            }
            """;
    private static final String NAVIGATION =
            "{ navigation { id name slug productCount subcategories { id name slug productCount } } }";
    private static final String CATEGORY_FIELDS = """
            { id name slug position active createdAt parent { id name active } ancestors { name slug } productCount
              subtree: productCount(includeSubcategories: true)
              subcategories { id name slug productCount subtree: productCount(includeSubcategories: true) } }
            """;
    private static final String PAGE_FIELDS =
            "{ nodes { id name price category { id name parent { name } } } pageInfo { hasNextPage endCursor } }";

    private final CatalogFixtures catalog;
    private final QueryCounter queries;
    private final GraphQlTester graphQl;
    private final RegionCaches caches;
    private final RedissonClient redis;
    private final List<WarmingSource<?>> sources;
    private final JobRun job;
    private final String keyPrefix;
    private final List<Category> active = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();

    WarmedOperationTests(
            CatalogFixtures catalog,
            QueryCounter queries,
            GraphQlTester graphQl,
            RegionCaches caches,
            RedissonClient redis,
            List<WarmingSource<?>> sources,
            JobRun job,
            CacheProperties properties) {
        this.catalog = catalog;
        this.queries = queries;
        this.graphQl = graphQl;
        this.caches = caches;
        this.redis = redis;
        this.sources = sources;
        this.job = job;
        keyPrefix = properties.prefix() + ":v4:";
    }

    @BeforeAll
    void fillCatalog() {
        catalog.clear();
        Category lighting = add(catalog.category("Lighting").insert());
        Category lamps = add(catalog.category("Lamps").parent(lighting).insert());
        Category brass = add(catalog.category("Brass & ähnliches")
                .slug("brass ä/1")
                .parent(lamps)
                .insert());
        add(catalog.category("Empty").parent(lighting).insert());
        Category hidden = catalog.category("Hidden").inactive().insert();
        add(catalog.category("Below hidden").parent(hidden).insert());
        add(catalog.category("Orphan").parentId(hidden.databaseId() + 1_000_000).insert());
        for (int i = 0; i < 25; i++) {
            products.add(catalog.product("Lamp %02d".formatted(i)).in(lamps).insert());
        }
        products.add(catalog.product("Brass lamp").in(brass).featured().insert());
        catalog.product("Retired lamp").in(brass).inactive().insert();
        catalog.product("Hidden lamp").in(hidden).featured().insert();
    }

    private Category add(Category category) {
        active.add(category);
        return category;
    }

    @ParameterizedTest
    @EnumSource
    void operationsThatAJobServesSendNoStatementAfterIt(CacheWarmingJobType type) {
        List<String> operations = operations(type);
        catalog.evict();
        List<Object> cold = operations.stream().map(this::answer).toList();
        catalog.evict();

        assertThat(job.run(type)).isEqualTo("completed");

        List<Object> warm = new ArrayList<>();
        assertThat(queries.during(() -> operations.stream().map(this::answer).forEach(warm::add)))
                .isEmpty();
        assertThat(warm).isEqualTo(cold);
    }

    @ParameterizedTest
    @EnumSource
    void theKeysOfAJobAreInRedisWithTheirTimesToLive(CacheWarmingJobType type) {
        Map<String, Duration> timesToLive =
                caches.statistics().stream().collect(Collectors.toMap(RegionStatistics::name, RegionStatistics::ttl));
        catalog.evict();
        redis.getKeys().deleteByPattern(keyPrefix + "[cp]*");

        assertThat(job.run(type)).isEqualTo("completed");

        assertThat(sources(type)).allSatisfy(source -> {
            Duration ttl = Objects.requireNonNull(
                    timesToLive.get(source.loader().region().name()));
            assertThat(keys(source)).isNotEmpty().allSatisfy(key -> {
                Duration left =
                        Duration.ofMillis(redis.getBucket(keyPrefix + key).remainTimeToLive());
                assertThat(left)
                        .isLessThanOrEqualTo(ttl.plus(GRACE))
                        .isGreaterThan(
                                ttl.multipliedBy(9).dividedBy(10).plus(GRACE).minus(LIMIT));
            });
        });
    }

    @Test
    void everySourceListsItsSubjectsInOneStatementAtMostEachOnce() {
        for (WarmingSource<?> source : sources) {
            List<List<String>> lists = new ArrayList<>();

            assertThat(queries.during(() -> lists.add(source.subjects()))).hasSizeLessThanOrEqualTo(1);
            lists.add(source.subjects());

            assertThat(lists.getFirst()).doesNotHaveDuplicates().isEqualTo(lists.getLast());
            assertThat(keys(source)).hasSameSizeAs(lists.getFirst());
        }
    }

    /** But of counts, where there are two sets of arguments. */
    @Test
    void keysOfASourceAreLoadedInOneStatement() {
        assertThat(sources).allSatisfy(source -> {
            boolean ofTwoKinds = source.jobType() == CacheWarmingJobType.CATEGORIES
                    && source.loader() instanceof ProductCountByCategoryIdLoader;
            List<String> subjects = source.subjects();
            assertThat(queries.during(() -> fill(source, subjects))).hasSize(ofTwoKinds ? 2 : 1);
        });
    }

    @Test
    void aTypeHasOneSourceARegion() {
        assertThat(sources)
                .extracting(source ->
                        source.jobType() + " " + source.loader().region().name())
                .doesNotHaveDuplicates();
    }

    private List<String> operations(CacheWarmingJobType type) {
        return switch (type) {
            case HOMEPAGE -> List.of(HOMEPAGE);
            case NAVIGATION -> List.of(NAVIGATION);
            case CATEGORIES ->
                active.stream()
                        .map(category -> "{ category(id: \"%s\") %s categoryBySlug(slug: \"%s\") %2$s }"
                                .formatted(category.id(), CATEGORY_FIELDS, category.slug()))
                        .toList();
            case PRODUCTS -> productOperations();
        };
    }

    private List<String> productOperations() {
        List<String> operations = new ArrayList<>();
        for (Category category : active) {
            operations.add("{ productsByCategory(slug: \"%s\") %s category(id: \"%s\") { name products %2$s } }"
                    .formatted(category.slug(), PAGE_FIELDS, category.id()));
        }
        products.stream()
                .filter(product -> product.name().compareTo("Lamp 20") < 0)
                .forEach(product ->
                        operations.add("{ product(id: \"%s\") { id name price category { id name parent { name } } } }"
                                .formatted(product.id())));
        return operations;
    }

    private Object answer(String document) {
        GraphQlTester.Response response = graphQl.document(document).execute();
        response.errors().verify();
        return Objects.requireNonNull(response.returnResponse().toMap().get("data"));
    }

    private List<WarmingSource<?>> sources(CacheWarmingJobType type) {
        return sources.stream().filter(source -> source.jobType() == type).toList();
    }

    private <K> void fill(WarmingSource<K> source, List<String> subjects) {
        Set<K> keys = subjects.stream().map(source::key).collect(Collectors.toCollection(LinkedHashSet::new));
        caches.fill(source.loader(), keys, LIMIT);
    }

    private static <K> Set<String> keys(WarmingSource<K> source) {
        Map<K, String> texts = new LinkedHashMap<>();
        source.subjects().stream()
                .map(source::key)
                .forEach(key ->
                        texts.put(key, source.loader().region().key().apply(key).toString()));
        return new LinkedHashSet<>(texts.values());
    }
}
