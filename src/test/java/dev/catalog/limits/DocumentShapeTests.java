package dev.catalog.limits;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentShapeTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {a}                                                               | 1 | a
                    {a b {c}}                                                         | 2 | b.c
                    {a {b ... {c {d}} ... on T {x: c {d {e}}}}}                       | 4 | a.x.d.e
                    {a {...F}} fragment F on T {b {...G} c} fragment G on T {d}       | 3 | a.b.d
                    {a {b}} query B {a {b {c}}}                                       | 3 | a.b.c
                    {__schema {types {fields {name}}} a {b}}                          | 2 | a.b
                    """)
    void depthCountsTheFieldsOfAPathLeavesIncluded(String document, long depth, String path) {
        Reach deepest = shape(document).deepest();

        assertThat(deepest.depth()).isEqualTo(depth);
        assertThat(FieldPath.text(deepest.deepest())).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {a}                                                               | 1
                    {a(x: 1, y: [1, 2], z: {v: 3}) {b}}                               | 8
                    {a @d(x: 1) @e}                                                   | 4
                    {...F ...F} fragment F on T {a b}                                 | 6
                    {... on T {a}}                                                    | 2
                    query ($a: Int = 1, $b: Int) {a}                                  | 4
                    {a} fragment F on T {...G b} fragment G on T {c}                  | 4
                    {a {...F}} query B {...F} fragment F on T {b}                     | 5
                    """)
    void partsCountWhatAFragmentHasWhereverItIsSpread(String document, long parts) {
        assertThat(shape(document).whole().parts()).isEqualTo(parts);
    }

    @Test
    void directivesOfTheOperationWithTheMostAreCounted() {
        assertThat(shape("{a @x} query B @y {a @x ...F @z} fragment F on T @x {a @x}")
                        .directives())
                .isEqualTo(5);
    }

    @Test
    void rootFieldsAreCountedByTheirKeys() {
        assertThat(shape("{a b: a ...F ... {c d {e}}} fragment F on Query {a f}")
                        .rootFields())
                .isEqualTo(5);
    }

    @Test
    void bombOfFragmentsIsMeasuredWithoutBeingWrittenOut() {
        String fragments = IntStream.range(0, 49)
                .mapToObj(i -> "fragment F%d on T {a {...F%d ...F%d} b {...F%d}}".formatted(i, i + 1, i + 1, i + 1))
                .collect(Collectors.joining());
        DocumentShape shape = shape("{...F0}" + fragments + "fragment F49 on T {c}");

        assertThat(shape.whole().parts()).isEqualTo(Figure.GREATEST);
        assertThat(shape.deepest().depth()).isEqualTo(50);
        assertThat(shape.nesting()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"{...F} fragment F on T {...F}, F", "{...F} fragment F on T {a {...G}} fragment G on T {b {...F}}, F"})
    void fragmentThatContainsItselfIsFound(String document, String fragment) {
        assertThat(shape(document).circular()).isEqualTo(fragment);
    }

    @Test
    void fragmentsInFragmentsAreMeasuredToABound() {
        assertThat(shape(chain(50)).nesting()).isNull();
        assertThat(shape(chain(51)).nesting()).isEqualTo(new Excess(Limit.NESTING, 51, 50, "F1"));
        assertThat(shape(chain(1800)).nesting()).isNotNull();
    }

    @Test
    void fragmentsInFragmentsAreMeasuredWhicheverComesFirst() {
        assertThat(shape("query B {...F25}" + chain(51)).nesting()).isNotNull();
    }

    private static String chain(int fragments) {
        return "query A {...F1}"
                + IntStream.range(1, fragments)
                        .mapToObj(i -> "fragment F%d on T {...F%d}".formatted(i, i + 1))
                        .collect(Collectors.joining())
                + "fragment F%d on T {a}".formatted(fragments);
    }

    private static DocumentShape shape(String document) {
        return DocumentShape.of(Parser.parse(document));
    }
}
