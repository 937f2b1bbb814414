package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.junit.jupiter.api.Test;

/** Which read of a level the DataLoaders of an operation say to be its last. */
class OperationDataLoadersTests {

    private final List<String> reads = new ArrayList<>();
    private final OperationDataLoaders loaders =
            new OperationDataLoaders((name, last) -> DataLoaderFactory.<String, String>newMappedDataLoader(keys -> {
                reads.add(name + (last.getAsBoolean() ? " last" : ""));
                return CompletableFuture.completedFuture(
                        keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
            }));

    private DataLoader<String, String> loader(String name) {
        return Objects.requireNonNull(loaders.getDataLoader(name));
    }

    @Test
    void theOnlyOneIsTheLast() {
        var _ = loader("product").load("1");
        assertThat(loader("category").dispatchDepth()).isZero();

        loaders.dispatchAll();

        assertThat(reads).containsExactly("product last");
    }

    @Test
    void ofSeveralTheLastIsReadLast() {
        List.of("product", "category", "count").forEach(name -> {
            var _ = loader(name).load("1");
        });

        loaders.dispatchAll();

        assertThat(reads).hasSize(3);
        assertThat(reads.subList(0, 2)).noneMatch(read -> read.endsWith(" last"));
        assertThat(reads.getLast()).endsWith(" last");
        assertThat(reads.stream().map(read -> read.replace(" last", "")))
                .containsExactlyInAnyOrderElementsOf(Set.of("product", "category", "count"));
    }

    @Test
    void whatIsAskedForByThoseBeforeIsReadAfterThem() {
        var _ = loader("product").load("1").thenAccept(_ -> {
            var _ = loader("category").load("2");
            loaders.dispatchAll();
        });

        loaders.dispatchAll();

        assertThat(reads).containsExactly("product last", "category last");
    }

    @Test
    void whatIsReadForItselfIsNotTheLast() {
        var _ = loader("product").load("1");

        var _ = loader("product").dispatch();

        assertThat(reads).containsExactly("product");
    }
}
