package dev.catalog.product;

import java.util.List;
import java.util.Random;

/**
 * A query of a shape that a seed decides, over categories and products nested in each other.
 *
 * @param loads in how many places a field stands that needs something of the database
 */
record NestedShape(long seed, String document, int loads) {

    private static final int LEVELS = 3;

    static NestedShape of(long seed) {
        Maker maker = new Maker(new Random(seed));
        String document = maker.roots();
        return new NestedShape(seed, document, maker.loads);
    }

    @Override
    public String toString() {
        return document;
    }

    private static final class Maker {

        private final Random random;
        private int loads;
        private int aliases;

        Maker(Random random) {
            this.random = random;
        }

        String roots() {
            StringBuilder fields = new StringBuilder();
            for (int roots = 1 + random.nextInt(3); roots > 0; roots--) {
                fields.append(
                        switch (random.nextInt(6)) {
                            case 0 -> loaded("navigation", "{ " + category(LEVELS) + "}");
                            case 1 ->
                                loaded("categories(first: 3, filter: { roots: true })", connection(category(LEVELS)));
                            case 2 -> loaded("categoryBySlug(slug: \"shelf-0-0\")", "{ " + category(LEVELS) + "}");
                            case 3 -> loaded("products(first: 4%s)".formatted(order()), connection(product(LEVELS)));
                            case 4 -> loaded("featuredProducts", "{ " + product(LEVELS) + "}");
                            default -> loaded("productCount", "");
                        });
            }
            return "{ " + fields + "}";
        }

        private String category(int levels) {
            StringBuilder fields = new StringBuilder("name ");
            for (int more = levels == 0 ? 0 : random.nextInt(3); more > 0; more--) {
                fields.append(
                        switch (random.nextInt(6)) {
                            case 0 -> loaded("parent", "{ " + category(levels - 1) + "}");
                            case 1 -> loaded("ancestors", "{ " + category(levels - 1) + "}");
                            case 2 -> loaded("subcategories", "{ " + category(levels - 1) + "}");
                            case 3 -> loaded("productCount", "");
                            case 4 -> loaded("productCount(includeSubcategories: true)", "");
                            default ->
                                loaded(
                                        "products(first: %d%s)".formatted(1 + random.nextInt(3), order()),
                                        connection(product(levels - 1)));
                        });
            }
            return fields.toString();
        }

        private String product(int levels) {
            return "name price "
                    + (levels > 0 && random.nextBoolean() ? loaded("category", "{ " + category(levels - 1) + "}") : "");
        }

        private String connection(String node) {
            if (random.nextBoolean()) {
                return "{ nodes { " + node + "} pageInfo { hasNextPage } }";
            }
            loads++;
            return "{ totalCount edges { node { " + node + "} } }";
        }

        private String order() {
            return List.of("", ", orderBy: { field: PRICE }", ", orderBy: { field: CREATED_AT, direction: DESC }")
                    .get(random.nextInt(3));
        }

        private String loaded(String field, String selection) {
            loads++;
            return "a" + aliases++ + ": " + field + " " + selection + " ";
        }
    }
}
