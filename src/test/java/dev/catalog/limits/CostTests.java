package dev.catalog.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {__typename}                                                                | 0
                    {product(id: 1) {id name}}                                                  | 1
                    {product(id: 1) {category {parent {name}}}}                                 | 3
                    {navigation {name}}                                                         | 10
                    {navigation {subcategories {ancestors {name}}}}                             | 1110
                    {featuredProducts {name}}                                                   | 8
                    {featuredProducts(first: 3) {category {name}}}                              | 6
                    {products {nodes {name}}}                                                   | 21
                    {products(first: 50) {nodes {name}}}                                        | 51
                    {products(last: 7) {nodes {name}}}                                          | 8
                    {products(first: null, last: 7) {nodes {name}}}                             | 8
                    {products(first: 5) {edges {cursor node {name}} pageInfo {hasNextPage}}}    | 12
                    {products(first: 5) {nodes {id} edges {cursor}}}                            | 11
                    {products(first: 0) {nodes {name}}}                                         | 1
                    {products(first: -1) {nodes {name}}}                                        | 1
                    {products(first: 2147483647) {nodes {name}}}                                | 101
                    {products(first: 5) {totalCount}}                                           | 2
                    {products(first: 5) {... on ProductConnection {nodes {id}} ...{pageInfo {endCursor}}}} | 7
                    {categories(first: 5) {nodes {products(first: 3) {nodes {name}}}}}          | 26
                    {categories(first: 5) {nodes {productCount}}}                               | 11
                    {nodes(ids: []) {id}}                                                       | 0
                    {nodes(ids: ["a", "b", "c"]) {id}}                                          | 3
                    {nodes(ids: "a") {id}}                                                      | 1
                    {a: product(id: 1) {name} b: product(id: 2) {name}}                         | 2
                    {product(id: 1) {category @skip(if: true) {name}}}                          | 1
                    {product(id: 1) {category @include(if: false) {name}}}                      | 1
                    {product(id: 1) {category @include(if: true) @skip(if: false) {name}}}      | 2
                    {product(id: 1) {... @skip(if: true) {category {name}}}}                    | 1
                    {__schema {types {fields {args {name}}}}}                                   | 1
                    {limits {maxCost} __type(name: "Query") {fields {name}}}                    | 2
                    mutation {deleteProduct(input: {id: 1}) {userErrors {message}}}             | 21
                    subscription {warmingJobUpdated {progress {percent}}}                       | 2
                    """)
    void countsTheObjectsThatMayBeReturned(String document, long cost) {
        assertThat(cost(document)).isEqualTo(cost);
    }

    @Test
    void objectOfAnAbstractTypeIsTheCostliestThatItMayBe() {
        String document = """
                {node(id: "a") {
                  ... on Product {category {name}}
                  ... on Category {parent {name} subcategories {name}}
                  ... on Node {id}
                }}""";

        assertThat(cost(document)).isEqualTo(1 + 1 + 10);
    }

    @Test
    void fragmentIsCountedWhereverItIsSpread() {
        String document = """
                {a: products(first: 2) {...Page} b: products(first: 3) {...Page} navigation {...Shelf}}
                fragment Page on ProductConnection {nodes {category {...Shelf}} pageInfo {endCursor}}
                fragment Shelf on Category {parent {name}}""";

        assertThat(cost(document)).isEqualTo((1 + 1 + 2 * 3) + (1 + 1 + 3 * 3) + 10 * 2);
    }

    @Test
    void variablesSayHowManyThereAre() {
        String document = """
                query ($first: Int = 4, $last: Int, $ids: [ID!]! = ["a", "b"], $with: Boolean = false) {
                  products(first: $first, last: $last) {nodes {category @include(if: $with) {name}}}
                  nodes(ids: $ids) {id}
                }""";

        assertThat(cost(document)).isEqualTo(1 + 4 + 2);
        assertThat(cost(document, "first", 10, "with", true)).isEqualTo(1 + 20 + 2);
        assertThat(cost(document, "first", null)).isEqualTo(1 + 20 + 2);
        assertThat(cost(document, "first", null, "last", 7)).isEqualTo(1 + 7 + 2);
        assertThat(cost(document, "ids", List.of("a", "b", "c", "d"))).isEqualTo(1 + 4 + 4);
        assertThat(cost(document, "ids", "a")).isEqualTo(1 + 4 + 1);
        assertThat(cost(document, "ids", Collections.nCopies(5000, "a"))).isEqualTo(1 + 4 + 100);
    }

    @Test
    void variablesThatDoNotFitCountAsTheCostliestThatWould() {
        String document = "query ($n: Int, $w: Boolean!) {products(first: $n) {nodes {category @skip(if: $w) {name}}}}";

        assertThat(cost(document, "n", "many", "w", 1)).isEqualTo(1 + 200);
        assertThat(cost(document, "n", new BigDecimal("1e50000000"), "w", true)).isEqualTo(1 + 100);
    }

    @Test
    void mostIsTheCostWhateverTheVariablesAre() {
        String document = """
                query ($first: Int, $ids: [ID!]!, $with: Boolean!) {
                  products(first: $first) {nodes {category @include(if: $with) {name}}}
                  nodes(ids: $ids) {id}
                }""";

        assertThat(operation(document).most()).isEqualTo(1 + 200 + 100);
    }

    @Test
    void costWithoutVariablesIsOneNumber() {
        assertThat(operation("{products(first: 3) {nodes {category {name}}}}").cost())
                .isEqualTo(new Cost.Known(
                        7, new FieldPath("products", new FieldPath("nodes", new FieldPath("category", null)))));
    }

    @Test
    void costliestPathGoesWhereTheVariablesLead() {
        String document = """
                query ($few: Int!, $many: Int!) {
                  small: categories(first: $few) {nodes {a: products(first: 3) {nodes {name}}}}
                  large: categories(first: $many) {nodes {b: products(first: 3) {nodes {name}} parent {name}}}
                }""";

        assertThat(operation(document).costliest(Map.of("few", 1, "many", 5))).isEqualTo("large.nodes.b.nodes");
        assertThat(operation(document).costliest(Map.of("few", 9, "many", 2))).isEqualTo("small.nodes.a.nodes");
    }

    @Test
    void bombOfFragmentsIsCostedWithoutBeingWrittenOut() {
        String fixed = bomb("");
        String variable = bomb("@include(if: $with)");

        assertThat(cost(fixed)).isEqualTo(Figure.GREATEST);
        assertThat(cost(variable, "with", true)).isEqualTo(Figure.GREATEST);
        assertThat(cost(variable, "with", false)).isEqualTo(1 + 100);
    }

    private static String bomb(String directive) {
        String fragments = IntStream.range(0, 100)
                .mapToObj(i -> "fragment F%d on Category {a: parent {...F%d} b: parent %s {...F%d}}"
                        .formatted(i, i + 1, directive, i + 1))
                .collect(Collectors.joining("\n"));
        return "query %s {category(id: 1) {...F0}} %s fragment F100 on Category {id}"
                .formatted(directive.isEmpty() ? "" : "($with: Boolean!)", fragments);
    }

    @Test
    void eachOperationOfADocumentHasItsOwn() {
        DocumentCosts costs = DocumentCosts.of(
                PublicSchema.valid("query A {product(id: 1) {id}} query B {navigation {id}}"), PublicSchema.SCHEMA);

        assertThat(Objects.requireNonNull(costs.find("A")).of(Map.of())).isEqualTo(1);
        assertThat(Objects.requireNonNull(costs.find("B")).of(Map.of())).isEqualTo(10);
        assertThat(costs.find(null)).isNull();
        assertThat(costs.find("C")).isNull();
    }

    @Test
    void aliasesAreCountedByFieldOfAType() {
        String document = """
                {a: product(id: 1) {x: name y: name ...F} b: product(id: 2) {x: name ...F} product(id: 3) {id}
                 category(id: 1) {z: name}}
                fragment F on Product {z: name name category {x: name}}""";

        assertThat(operation(document).aliases()).isEqualTo(new Aliases.Most("Product.name", 3));
    }

    private static OperationCost operation(String document) {
        return Objects.requireNonNull(DocumentCosts.of(PublicSchema.valid(document), PublicSchema.SCHEMA)
                .find(null));
    }

    private static long cost(String document, @Nullable Object... variables) {
        Map<String, Object> sent = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            sent.put(String.valueOf(variables[i]), variables[i + 1]);
        }
        return operation(document).of(sent);
    }
}
