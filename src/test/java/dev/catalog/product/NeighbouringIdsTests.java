package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbouringIdsTests {

    @Test
    void ofOneIdAreItsBlock() {
        assertThat(NeighbouringIds.of(Set.of(130L)))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(128, 192).boxed().toList());
    }

    @Test
    void ofIdsInOneBlockAreThatBlock() {
        assertThat(NeighbouringIds.of(Set.of(130L, 131L, 190L))).isEqualTo(NeighbouringIds.of(Set.of(130L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 31, 128, 129, 500})
    void areNeverMoreThanAFewHundred(int ids) {
        Set<Long> spread = LongStream.range(0, ids).map(id -> id * 1000).boxed().collect(Collectors.toSet());

        assertThat(NeighbouringIds.of(spread)).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void ofVeryManyAreNone() {
        assertThat(NeighbouringIds.of(LongStream.range(0, 200).boxed().collect(Collectors.toSet())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void ofTheFirstAndTheLastIdThereIsAreHandedOver(long id) {
        assertThat(NeighbouringIds.of(Set.of(id))).hasSizeLessThanOrEqualTo(64);
    }
}
