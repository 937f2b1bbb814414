package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.TypeResolutionEnvironment;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionStrategy;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.SingletonPropertyDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shortcut for what is at hand comes to, beside what graphql-java's own strategy does. */
class QueryExecutionTests {

    private static final String SCHEMA = """
            type Query { lamps: [Lamp!]! things: [Thing] shade: Shade }
            interface Thing { name: String }
            type Lamp implements Thing {
              id: ID! name: String watts: Int! colour: Colour tags: [String!]! shade: Shade later: Lamp gone: Lamp
              near(nth: Int = 1): Lamp! nearOnes(nth: Int = 1): [Lamp]
            }
            type Shade implements Thing { name: String width: Int! sku: String }
            enum Colour { RED GREEN }
            """;

    enum Colour {
        RED,
        GREEN
    }

    record Lamp(
            String name,
            @Nullable Integer watts,
            Object colour,
            List<String> tags,
            @Nullable Object shade) {

        public String id() {
            return "lamp " + name;
        }
    }

    record Shade(String name, Object width) {

        public String sku() {
            if (width instanceof Integer number) {
                return name + "-" + number;
            }
            throw new IllegalStateException("no number");
        }
    }

    /** Has what it is to give at hand at some times it is asked, and is asked for it again where it has not. */
    private static final class NearFetcher implements HeldFetcher {

        private final Function<Lamp, @Nullable Object> value;
        private final Set<String> absent;
        private final List<String> asked = new ArrayList<>();
        private final List<String> fetched = new ArrayList<>();

        NearFetcher(Function<Lamp, @Nullable Object> value, String... absent) {
            this.value = value;
            this.absent = Set.of(absent);
        }

        @Override
        public @Nullable Object held(DataFetchingEnvironment field) {
            Lamp lamp = Objects.requireNonNull(field.<Lamp>getSource());
            asked.add(lamp.name());
            return absent.contains(lamp.name()) ? ABSENT : value(lamp, field);
        }

        @Override
        public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment field) {
            Lamp lamp = Objects.requireNonNull(field.<Lamp>getSource());
            fetched.add(lamp.name());
            return CompletableFuture.completedFuture(value(lamp, field));
        }

        private @Nullable Object value(Lamp lamp, DataFetchingEnvironment field) {
            return Objects.equals(field.getArgument("nth"), 3) ? null : value.apply(lamp);
        }
    }

    /** The same in a list, beside one that is null. */
    private record NearList(NearFetcher near) implements HeldFetcher {

        @Override
        public @Nullable Object held(DataFetchingEnvironment field) {
            Object lamp = near.held(field);
            return ABSENT.equals(lamp) ? ABSENT : list(lamp);
        }

        @Override
        public Object get(DataFetchingEnvironment field) {
            return near.get(field).thenApply(NearList::list);
        }

        private static @Nullable Object list(@Nullable Object lamp) {
            return lamp == null ? null : Arrays.asList(lamp, null, lamp);
        }
    }

    private static final Lamp BRASS = new Lamp("brass", 40, Colour.RED, List.of("old"), new Shade("silk", 3));
    private static final Lamp PAPER = new Lamp("paper", 7, "GREEN", List.of(), Map.of("name", "mapped", "width", 4));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lamps {name id watts colour}}",
                "{lamps {watts kind: __typename a: name b: name ...more name} things {__typename name}}"
                        + " fragment more on Lamp {colour tags later {name shade {name}}}",
                "{lamps {shade {name width} name later {watts} tags}}",
                "{things {... on Thing {name} ... on Shade {width} ... on Lamp {watts}}}",
                "query($yes: Boolean = true) {lamps {name @skip(if: $yes) id @include(if: $yes) shade @skip(if: $yes) {name}}}",
                "{lamps {name gone {name}}}",
                "{shade {__typename width}}",
                "{lamps {tags}}"
            })
    void answersAsGraphQlJavaDoes(String document) {
        ExecutionResult answer = executed(document, BRASS, PAPER);

        assertThat(answer.getErrors()).isEmpty();
        assertThat(text(answer)).isEqualTo(text(expected(document, BRASS, PAPER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lamps {name watts}}",
                "{things {... on Lamp {name watts shade {name}}}}",
                "{lamps {name later {watts}}}",
                "{lamps {name colour}}",
                "{lamps {shade {width name}}}",
                "{lamps {shade {sku name}}}"
            })
    void failsAsGraphQlJavaDoes(String document) {
        Lamp bare = new Lamp("bare", null, "BLUE", List.of(), new Shade("odd", "wide"));

        ExecutionResult answer = executed(document, BRASS, bare);

        assertThat(answer.getErrors()).isNotEmpty();
        assertThat(text(answer)).isEqualTo(text(expected(document, BRASS, bare)));
    }

    @Test
    void keepsTheOrderOfTheFields() {
        assertThat(text(executed("{lamps {shade {name} name later {name} id}}", BRASS)))
                .isEqualTo("{data={lamps=[{shade={name=silk}, name=brass, later={name=brass}, id=lamp brass}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lamps {near {name near {watts}}}}",
                "{lamps {a: near(nth: 1) {name} b: nearOnes(nth: 2) {watts near {id}} name}}",
                "query($nth: Int = 3) {lamps {nearOnes(nth: $nth) {name}}}",
                "{lamps {near(nth: 3) {name} name}}",
                "{lamps {nearOnes {near(nth: 3) {name} name}}}",
                "{lamps {nearOnes {near {name} later {nearOnes {name}} name}}}",
                "{things {... on Lamp {near {shade {name}}}}}",
                "{lamps {near {shade {width sku}}}}"
            })
    void givesWhatIsAtHandAsGraphQlJavaDoes(String document) {
        Lamp third = new Lamp("third", 5, Colour.GREEN, List.of(), new Shade("odd", "wide"));
        for (String[] absent : new String[][] {{}, {"paper"}, {"brass", "paper", "third"}, {"third"}}) {
            ExecutionResult answer = executed(document, new NearFetcher(lamp -> lamp, absent), BRASS, PAPER, third);

            assertThat(text(answer)).isEqualTo(text(expected(document, BRASS, PAPER, third)));
        }
    }

    @Test
    void fetchesNothingThatIsAtHand() {
        NearFetcher near = new NearFetcher(lamp -> lamp);

        assertThat(text(executed("{lamps {near {name}}}", near, BRASS, PAPER)))
                .isEqualTo("{data={lamps=[{near={name=brass}}, {near={name=paper}}]}}");

        assertThat(near.asked).containsExactly("brass", "paper");
        assertThat(near.fetched).isEmpty();
    }

    @Test
    void asksNoMoreOnceSomethingIsNotAtHand() {
        NearFetcher near = new NearFetcher(lamp -> lamp, "brass");

        assertThat(text(executed("{lamps {near {name}}}", near, BRASS, PAPER)))
                .isEqualTo("{data={lamps=[{near={name=brass}}, {near={name=paper}}]}}");

        assertThat(near.asked).containsExactly("brass");
        assertThat(near.fetched).containsExactly("brass", "paper");
    }

    private static ExecutionResult executed(String document, Lamp... lamps) {
        return executed(document, new NearFetcher(lamp -> lamp), lamps);
    }

    private static ExecutionResult executed(String document, NearFetcher near, Lamp... lamps) {
        return execute(document, new QueryExecution(new SimpleDataFetcherExceptionHandler()), near, lamps);
    }

    private static ExecutionResult expected(String document, Lamp... lamps) {
        return execute(document, new AsyncExecutionStrategy(), new NearFetcher(lamp -> lamp), lamps);
    }

    private static String text(ExecutionResult answer) {
        return answer.toSpecification().toString();
    }

    private static ExecutionResult execute(
            String document, ExecutionStrategy strategy, NearFetcher near, Lamp... lamps) {
        DataFetcher<?> later = field -> CompletableFuture.supplyAsync(field::getSource);
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type(
                        "Query",
                        type -> type.dataFetcher("lamps", _ -> List.of(lamps))
                                .dataFetcher("things", _ -> List.of(lamps))
                                .dataFetcher("shade", _ -> new Shade("linen", 5)))
                .type(
                        "Lamp",
                        type -> leaves(type, "id", "name", "watts", "colour", "tags", "shade")
                                .dataFetcher("later", later)
                                .dataFetcher("near", near)
                                .dataFetcher("nearOnes", new NearList(near))
                                .dataFetcher("gone", _ -> CompletableFuture.completedFuture(null)))
                .type("Shade", type -> leaves(type, "name", "width", "sku"))
                .type("Thing", type -> type.typeResolver(QueryExecutionTests::typeOf))
                .build();
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring);
        return GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(strategy)
                .build()
                .execute(ExecutionInput.newExecutionInput(document));
    }

    private static TypeRuntimeWiring.Builder leaves(TypeRuntimeWiring.Builder type, String... names) {
        List.of(names)
                .forEach(
                        name -> type.dataFetcher(name, new ComponentFetcher(SingletonPropertyDataFetcher.singleton())));
        return type;
    }

    private static @Nullable GraphQLObjectType typeOf(TypeResolutionEnvironment thing) {
        return thing.getSchema().getObjectType(thing.getObject() instanceof Lamp ? "Lamp" : "Shade");
    }
}
