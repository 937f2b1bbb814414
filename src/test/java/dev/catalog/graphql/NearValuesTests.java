package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.junit.jupiter.api.Test;

class NearValuesTests {

    private final Map<String, String> memory = new HashMap<>();
    private final List<Set<String>> reads = new ArrayList<>();
    private final NearValues<String, String> values = new NearValues<>(
            key -> memory.containsKey(key) ? CompletableFuture.completedFuture(memory.get(key)) : null);
    private final DataLoader<String, String> loader = DataLoaderFactory.newMappedDataLoader(
            (Set<String> keys) -> {
                reads.add(keys);
                return CompletableFuture.completedFuture(
                        keys.stream().collect(Collectors.toMap(Function.identity(), key -> "read " + key)));
            },
            DataLoaderOptions.newOptions().setCacheMap(values).build());
    private final DataLoader<String, String> held = new HeldDataLoader<>(loader);

    @Test
    void givesAtOnceWhatTheMemoryHolds() {
        memory.put("lamp", "held lamp");
        memory.put("gone", null);

        assertThat(loader.load("lamp")).isCompletedWithValue("held lamp");
        assertThat(loader.load("gone")).isCompletedWithValue(null);
        assertThat(loader.dispatchDepth()).isZero();
    }

    @Test
    void gathersTheRest() {
        memory.put("lamp", "held lamp");
        CompletableFuture<String> vase = loader.load("vase");
        var _ = loader.load("lamp");
        CompletableFuture<String> bowl = loader.load("bowl");
        assertThat(vase).isNotDone();

        var _ = loader.dispatch();

        assertThat(vase).isCompletedWithValue("read vase");
        assertThat(bowl).isCompletedWithValue("read bowl");
        assertThat(reads).containsExactly(Set.of("vase", "bowl"));
    }

    @Test
    void givesTheSameAgainWhateverBecomesOfTheMemory() {
        memory.put("lamp", "held lamp");
        CompletableFuture<String> first = loader.load("lamp");
        CompletableFuture<String> vase = loader.load("vase");
        var _ = loader.dispatch();
        memory.put("lamp", "another lamp");
        memory.put("vase", "another vase");

        assertThat(loader.load("lamp")).isSameAs(first);
        assertThat(loader.load("vase")).isSameAs(vase);
    }

    @Test
    void asksAnewOnceItIsToForget() {
        memory.put("lamp", "held lamp");
        var _ = loader.load("lamp");
        memory.put("lamp", "another lamp");

        loader.clearAll();

        assertThat(loader.load("lamp")).isCompletedWithValue("another lamp");
    }

    @Test
    void hasNothingReadWhereWhatIsAtHandIsAskedForAlone() {
        memory.put("lamp", "held lamp");

        assertThat(held.load("lamp")).isCompletedWithValue("held lamp");
        assertThat(held.load("vase")).isNotDone();

        assertThat(loader.dispatchDepth()).isZero();
    }

    @Test
    void givesInEitherWayWhatItHasGivenInTheOther() {
        memory.put("lamp", "held lamp");
        CompletableFuture<String> lamp = held.load("lamp");
        CompletableFuture<String> vase = loader.load("vase");
        var _ = loader.dispatch();
        memory.clear();

        assertThat(loader.load("lamp")).isSameAs(lamp);
        assertThat(held.load("vase")).isSameAs(vase);
    }
}
