package dev.catalog.consistency;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/** Random mutations of the catalog, at times several in one operation. Some ask for what is refused. */
final class RandomMutations {

    private static final String PRODUCT =
            "... on Product { id name description price featured active createdAt updatedAt"
                    + " category { id name slug productCount products(first: 3) { nodes { id name } } } }";

    private static final String CATEGORY =
            "... on Category { id name slug position active createdAt updatedAt parent { id name } ancestors { slug }"
                    + " productCount subcategories(includeInactive: true) { slug name } products(first: 3) { nodes { id price } } }";

    private static final int MOST_PRODUCTS = 30;

    private final RandomChoice choice;
    private List<Long> products = List.of();
    private List<Long> categories = List.of();

    RandomMutations(RandomChoice choice) {
        this.choice = choice;
    }

    /** Takes note of the rows that there are. */
    void exist(List<Long> productIds, List<Long> categoryIds) {
        products = productIds;
        categories = categoryIds;
    }

    /** The next operation: root fields under the aliases {@code m0} and so on. */
    String next() {
        int count = choice.of(1, 1, 2, 4);
        return IntStream.range(0, count)
                .mapToObj(n -> "m" + n + ": " + mutation())
                .collect(joining("\n", "mutation {\n", "}"));
    }

    private String mutation() {
        return choice.rarely(400) ? ofCategory() : ofProduct();
    }

    private String ofProduct() {
        int kind = choice.below(100);
        if (kind < 20 && products.size() < MOST_PRODUCTS) {
            return writing(
                    "createProduct",
                    "name: %s, price: %s, categoryId: %s, featured: %s, active: %s"
                            .formatted(name(), price(), id(categories), flag(), flag()),
                    "product",
                    PRODUCT);
        }
        if (kind < 30 && products.size() > 10) {
            return deletion("deleteProduct", products);
        }
        String change = choice.made(
                () -> "name: " + name(),
                () -> "price: " + price(),
                () -> "description: " + choice.of("null", "\"A lamp of brass\"", "\"Made of oak\""),
                () -> "categoryId: " + id(categories),
                () -> "featured: " + flag(),
                () -> "active: " + flag(),
                () -> "name: %s, categoryId: %s, active: %s".formatted(name(), id(categories), flag()));
        return writing("updateProduct", "id: %s, %s".formatted(id(products), change), "product", PRODUCT);
    }

    private String ofCategory() {
        int kind = choice.below(100);
        if (kind < 20 && categories.size() < RandomWrites.SLUGS - 2) {
            return writing(
                    "createCategory",
                    "name: %s, slug: %s, parentId: %s, position: %s, active: %s"
                            .formatted(name(), slug(), parent(), position(), flag()),
                    "category",
                    CATEGORY);
        }
        if (kind < 35 && categories.size() > 4) {
            return deletion("deleteCategory", categories);
        }
        String change = choice.made(
                () -> "name: " + name(),
                () -> "slug: " + slug(),
                () -> "parentId: " + parent(),
                () -> "parentId: " + parent(),
                () -> "position: " + position(),
                () -> "active: " + flag(),
                () -> "name: %s, parentId: %s, active: %s".formatted(name(), parent(), flag()));
        return writing("updateCategory", "id: %s, %s".formatted(id(categories), change), "category", CATEGORY);
    }

    private static String writing(String mutation, String input, String written, String selection) {
        return "%s(input: {%s}) { row: %s { %s } userErrors { code field } }%n"
                .formatted(mutation, input, written, selection);
    }

    private String deletion(String mutation, List<Long> ids) {
        return "%s(input: {id: %s}) { deletedId userErrors { code field } }%n".formatted(mutation, id(ids));
    }

    private String parent() {
        return choice.rarely(250) ? "null" : id(categories);
    }

    /** Mostly one that is there. */
    private String id(List<Long> ids) {
        Long id = choice.rarely(950) ? choice.of(ids) : null;
        return Long.toString(id == null ? Long.MAX_VALUE : id);
    }

    private String name() {
        return choice.rarely(30) ? "null" : "\"" + choice.of(RandomWrites.NAMES) + "\"";
    }

    private String slug() {
        return "\"s" + (1 + choice.below(RandomWrites.SLUGS)) + "\"";
    }

    private String price() {
        return choice.of("1", "2.50", "5", "10.004", "99.99", "0");
    }

    private String flag() {
        return choice.of("true", "true", "false");
    }

    private String position() {
        return choice.of("0", "1", "2", "-1");
    }

    /** The query that shows a row as later reads do. */
    static String look(String id) {
        return "{ node(id: \"%s\") { %s %s } }".formatted(id, PRODUCT, CATEGORY);
    }
}
