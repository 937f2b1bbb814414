package dev.catalog.consistency;

import static java.util.stream.Collectors.joining;

import dev.catalog.relay.GlobalId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Random operations of every shape that can be asked. Most are ones that were asked before, so that what they left in the
 * caches is held against the changes since.
 */
final class RandomOperations {

    private static final String CATEGORY = "id name slug position active createdAt updatedAt ";
    private static final String PRODUCT =
            "id name description price featured active createdAt updatedAt category { id name slug } ";
    private static final String PAGE =
            "edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ";
    private static final String TREE = CATEGORY + "parent { " + CATEGORY + "} ancestors { " + CATEGORY + "} "
            + "own: subcategories { " + CATEGORY + "} all: subcategories(includeInactive: true) { " + CATEGORY + "} ";

    private static final int REMEMBERED = 30;

    private final RandomChoice choice;
    private final List<String> remembered = new ArrayList<>();
    private final Set<Long> formerProducts = new LinkedHashSet<>();
    private final Set<Long> formerCategories = new LinkedHashSet<>();
    private List<Long> products = List.of();
    private List<Long> categories = List.of();

    RandomOperations(RandomChoice choice) {
        this.choice = choice;
    }

    /** Takes note of the rows that there are. Operations ask for them, for former ones and for ones to come. */
    void exist(List<Long> productIds, List<Long> categoryIds) {
        products = productIds.stream().limit(30).toList();
        categories = categoryIds;
        formerProducts.addAll(products);
        formerCategories.addAll(categories);
    }

    /**
     * The next operation's document.
     *
     * @param database answers an operation as the database does, for the cursors of its pages
     */
    String next(Function<String, Map<String, Object>> database) {
        String former = choice.rarely(750) ? choice.of(remembered) : null;
        if (former != null) {
            return former;
        }
        if (remembered.size() == REMEMBERED) {
            remembered.remove(choice.below(REMEMBERED));
        }
        remembered.add(made(database));
        return remembered.getLast();
    }

    private String made(Function<String, Map<String, Object>> database) {
        return "{ "
                + choice.made(
                        () -> "product(id: %d, includeInactive: %b) { %s }".formatted(product(), bool(), PRODUCT),
                        () -> page(
                                "products",
                                filter(productFilter()) + productOrder(),
                                "nodes { " + PRODUCT + "}",
                                database),
                        () -> page(
                                "products",
                                filter(productFilter()) + productOrder(),
                                "nodes { " + PRODUCT + "}",
                                database),
                        () -> page(
                                "productsByCategory",
                                "slug: %s ".formatted(slug()),
                                "nodes { " + PRODUCT + "}",
                                database),
                        () -> "featuredProducts(first: %s) { %s }".formatted(size(), PRODUCT),
                        () -> "popularProducts(first: %s) { %s }".formatted(size(), PRODUCT),
                        () -> "productCount%s".formatted(arguments(filter(productFilter()))),
                        () -> "category(id: %d, includeInactive: true) { %s}".formatted(category(), shelf()),
                        () -> "category(id: %d, includeInactive: %b) { %s}".formatted(category(), bool(), TREE),
                        () -> "categoryBySlug(slug: %s, includeInactive: %b) { %s}".formatted(slug(), bool(), shelf()),
                        () -> page(
                                "categories",
                                filter(categoryFilter()) + categoryOrder(),
                                "nodes { " + TREE + "}",
                                database),
                        () -> "navigation { %s subcategories { %s productCount } }".formatted(CATEGORY, CATEGORY),
                        () -> "navigation { %s }".formatted(shelf()),
                        this::nodes)
                + " }";
    }

    private String nodes() {
        return "nodes(ids: [%s]) { id ... on Product { %s } ... on Category { %s } }"
                .formatted(
                        Stream.of(globalId("Product", product()), globalId("Category", category()))
                                .collect(joining(", ")),
                        "productName: name price",
                        TREE);
    }

    private String shelf() {
        return CATEGORY
                + "productCount below: productCount(includeSubcategories: true) products"
                + arguments(filter(productFilterBelow()) + productOrder() + first())
                + " { totalCount nodes { "
                + PRODUCT
                + "} "
                + PAGE
                + "} ";
    }

    private String page(String field, String arguments, String nodes, Function<String, Map<String, Object>> database) {
        String page = choice.rarely(600)
                ? first()
                : choice.made(
                        () -> "last: 2 ",
                        () -> "first: 2 after: " + cursor(field, arguments, database) + " ",
                        () -> "last: 2 before: " + cursor(field, arguments, database) + " ");
        return field + arguments(arguments + page) + " { " + nodes + PAGE + (bool() ? "totalCount " : "") + "}";
    }

    @SuppressWarnings("unchecked") // the shape is the operation's
    private static String cursor(String field, String arguments, Function<String, Map<String, Object>> database) {
        Map<String, Object> answer =
                database.apply("{ " + field + arguments(arguments + "first: 3 ") + " { pageInfo { endCursor } } }");
        Map<String, Object> connection = (Map<String, Object>) Objects.requireNonNull(answer.get(field));
        Map<String, Object> pageInfo = (Map<String, Object>) Objects.requireNonNull(connection.get("pageInfo"));
        Object cursor = pageInfo.get("endCursor");
        return cursor == null ? "null" : "\"" + cursor + "\"";
    }

    private String first() {
        return choice.of("", "first: 1 ", "first: 3 ", "first: 100 ");
    }

    private String size() {
        return choice.of("0", "1", "3", "8", "100");
    }

    private String productFilter() {
        return choice.made(
                () -> "",
                () -> "ids: [%d, %d] ".formatted(product(), product()),
                () -> "ids: [%d] categorySlug: %s includeSubcategories: %b ".formatted(product(), slug(), bool()),
                () -> "categoryId: %d ".formatted(category()),
                () -> "categoryId: %d includeSubcategories: true ".formatted(category()),
                () -> "categorySlug: %s ".formatted(slug()),
                () -> "categorySlug: %s includeSubcategories: true ".formatted(slug()),
                () -> "categorySlug: %s categoryId: %d includeSubcategories: true ".formatted(slug(), category()),
                this::plainProductFilter);
    }

    private String productFilterBelow() {
        return choice.made(
                () -> "",
                () -> "includeSubcategories: true ",
                () -> "categorySlug: %s includeSubcategories: %b ".formatted(slug(), bool()),
                this::plainProductFilter);
    }

    private String plainProductFilter() {
        return choice.of("", "featured: true ", "featured: false ")
                + choice.of("", "", "minPrice: 3 ", "maxPrice: 10 ", "minPrice: 2.5 maxPrice: 5 ")
                + choice.of("", "", "search: \"lamp\" ", "search: \"brass\" ", "search: \"oka\" ", "search: \"chiar\" ")
                + choice.of("", "includeInactive: true ");
    }

    private String categoryFilter() {
        return choice.made(
                        () -> "",
                        () -> "ids: [%d, %d] ".formatted(category(), category()),
                        () -> "parentId: %d ".formatted(category()),
                        () -> "roots: %b ".formatted(bool()),
                        () -> "search: \"%s\" ".formatted(choice.of("lamp", "chiar", "oak")))
                + choice.of("", "includeInactive: true ");
    }

    private String productOrder() {
        return order("NAME", "PRICE", "CREATED_AT");
    }

    private String categoryOrder() {
        return order("POSITION", "NAME", "CREATED_AT");
    }

    private String order(String... fields) {
        return choice.of("", "orderBy: { field: %s } ", "orderBy: { field: %s direction: DESC } ")
                .formatted(choice.of(fields));
    }

    private static String filter(String conditions) {
        return conditions.isEmpty() ? "" : "filter: { " + conditions + "} ";
    }

    private static String arguments(String arguments) {
        return arguments.isEmpty() ? "" : "(" + arguments + ")";
    }

    private boolean bool() {
        return choice.rarely(500);
    }

    private long product() {
        return id(products, formerProducts);
    }

    private long category() {
        return id(categories, formerCategories);
    }

    private long id(List<Long> present, Set<Long> former) {
        Long chosen = choice.rarely(850) ? choice.of(present) : choice.of(List.copyOf(former));
        long newest = former.stream().mapToLong(Long::longValue).max().orElse(0);
        return chosen == null || choice.rarely(50) ? newest + 1 + choice.below(3) : chosen;
    }

    private String slug() {
        return "\"s" + (1 + choice.below(RandomWrites.SLUGS)) + "\"";
    }

    private static String globalId(String type, long id) {
        return "\"" + new GlobalId(type, id) + "\"";
    }
}
