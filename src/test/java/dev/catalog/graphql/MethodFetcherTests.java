package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;

class MethodFetcherTests {

    private static final String BOUND = "bound by Spring";

    private final DataLoader<String, String> labels = DataLoaderFactory.newDataLoader(_ -> new CompletableFuture<>());

    record Shelf(String name) {}

    record Size(int width) {}

    static final class Controller {

        CompletableFuture<String> label(Shelf shelf, @Argument int copies, @Argument @Nullable Size size) {
            return CompletableFuture.completedFuture(shelf.name() + copies + size);
        }

        CompletableFuture<String> later() {
            return new CompletableFuture<>();
        }

        CompletableFuture<String> onShelf(Shelf shelf, DataLoader<String, String> labels) {
            return labels.load(shelf.name());
        }

        CompletableFuture<String> seen(DataFetchingEnvironment field, DataLoader<String, String> labels) {
            return labels.load(field.getField().getName());
        }

        CompletableFuture<String> failing() {
            throw new IllegalArgumentException("of the method");
        }

        String waiting() {
            return "may wait";
        }
    }

    /** Stands for Spring's own, which binds whatever there is. */
    private record Binding(Method asMethod) implements SelfDescribingDataFetcher<Object> {

        @Override
        public String getDescription() {
            return asMethod.getName();
        }

        @Override
        public ResolvableType getReturnType() {
            return ResolvableType.forMethodReturnType(asMethod);
        }

        @Override
        public Object get(DataFetchingEnvironment field) {
            return BOUND;
        }
    }

    @Test
    void callsTheMethodWithWhatNeedsNoBinding() throws Exception {
        assertThat(label(new Shelf("lamp"), Map.of("copies", 2))).isEqualTo("lamp2null");
    }

    @Test
    void givesWhatIsThereWithoutAFuture() throws Exception {
        assertThat(fetched("label", new Shelf("lamp"), Map.of("copies", 2))).isEqualTo("lamp2null");
        assertThat(fetched("later", new Shelf("lamp"), Map.of())).isInstanceOf(CompletableFuture.class);
    }

    @Test
    void leavesToSpringWhatNeedsBinding() throws Exception {
        assertThat(label(new Shelf("lamp"), Map.of("copies", 2, "size", Map.of("width", 3))))
                .isEqualTo(BOUND);
        assertThat(label(new Shelf("lamp"), Map.of())).isEqualTo(BOUND);
        assertThat(label("no shelf", Map.of("copies", 2))).isEqualTo(BOUND);
    }

    @Test
    void leavesToSpringAMethodThatMayBlock() {
        Binding spring = binding("waiting");

        assertThat(MethodFetcher.of(spring, _ -> new Controller())).isSameAs(spring);
    }

    @Test
    void holdsWhatADataLoaderGivesAtOnce() throws Exception {
        labels.prime("lamp", "a lamp");

        assertThat(held("onShelf", new Shelf("lamp"))).isEqualTo("a lamp");
        assertThat(held("onShelf", new Shelf("vase"))).isSameAs(HeldFetcher.ABSENT);
    }

    @Test
    void holdsNothingThatHasToBeBoundOrThatItCannotTellOf() throws Exception {
        labels.prime("lamp", "a lamp");

        assertThat(held("onShelf", "no shelf")).isSameAs(HeldFetcher.ABSENT);
        assertThat(held("label", new Shelf("lamp"))).isSameAs(HeldFetcher.ABSENT);
        assertThat(held("seen", new Shelf("lamp"))).isSameAs(HeldFetcher.ABSENT);
    }

    @Test
    void throwsWhatTheMethodThrows() {
        DataFetcher<?> fetcher = MethodFetcher.of(binding("failing"), _ -> new Controller());

        assertThatThrownBy(() -> fetcher.get(field("none", Map.of())))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the method");
    }

    private static Object label(Object source, Map<String, Object> arguments) throws Exception {
        return fetched("label", source, arguments);
    }

    private static Object fetched(String method, Object source, Map<String, Object> arguments) throws Exception {
        return MethodFetcher.of(binding(method), _ -> new Controller()).get(field(source, arguments));
    }

    private static DataFetchingEnvironment field(Object source, Map<String, Object> arguments) {
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .source(source)
                .arguments(new HashMap<>(arguments))
                .build();
    }

    private @Nullable Object held(String method, Object source) throws Exception {
        DataFetchingEnvironment field = DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .source(source)
                .arguments(Map.of("copies", 2))
                .dataLoaderRegistry(DataLoaderRegistry.newRegistry()
                        .register("labels", labels)
                        .build())
                .build();
        return ((HeldFetcher) MethodFetcher.of(binding(method), _ -> new Controller())).held(field);
    }

    private static Binding binding(String name) {
        return new Binding(Arrays.stream(Controller.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow());
    }
}
