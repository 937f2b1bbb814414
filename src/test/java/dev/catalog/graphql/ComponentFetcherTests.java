package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.SingletonPropertyDataFetcher;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComponentFetcherTests {

    record Shelf(String name, int width) {

        public String getLabel() {
            return "shelf " + name;
        }

        public String code() {
            return "S-" + name;
        }
    }

    record Box(String name) {

        @Override
        public String name() {
            throw new IllegalStateException("of the accessor");
        }
    }

    @Test
    void readsTheComponentOfARecord() throws Exception {
        assertThat(fetch("name", new Shelf("lamps", 3))).isEqualTo("lamps");
        assertThat(fetch("width", new Shelf("lamps", 3))).isEqualTo(3);
    }

    @Test
    void readsWhatAMethodOfARecordGives() throws Exception {
        assertThat(fetcher().component(new Shelf("lamps", 3), "code")).isEqualTo("S-lamps");
    }

    @Test
    void leavesAllElseToGraphQlJava() throws Exception {
        assertThat(fetch("label", new Shelf("lamps", 3))).isEqualTo("shelf lamps");
        assertThat(fetch("name", Map.of("name", "mapped"))).isEqualTo("mapped");
        assertThat(fetch("name", null)).isNull();
        assertThat(fetch("nothing", new Shelf("lamps", 3))).isNull();
    }

    @Test
    void tellsObjectsOfSeveralClassesApart() throws Exception {
        ComponentFetcher fetcher = fetcher();

        assertThat(fetch(fetcher, "name", new Shelf("lamps", 3))).isEqualTo("lamps");
        assertThat(fetch(fetcher, "name", Map.of("name", "mapped"))).isEqualTo("mapped");
        assertThat(fetch(fetcher, "name", new Shelf("vases", 3))).isEqualTo("vases");
    }

    @Test
    void failsAsTheAccessorDoes() {
        assertThatThrownBy(() -> fetch("name", new Box("any")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the accessor");
    }

    private static ComponentFetcher fetcher() {
        return new ComponentFetcher(SingletonPropertyDataFetcher.singleton());
    }

    private static @Nullable Object fetch(String field, @Nullable Object source) throws Exception {
        return fetch(fetcher(), field, source);
    }

    private static @Nullable Object fetch(ComponentFetcher fetcher, String field, @Nullable Object source)
            throws Exception {
        GraphQLFieldDefinition definition = GraphQLFieldDefinition.newFieldDefinition()
                .name(field)
                .type(Scalars.GraphQLString)
                .build();
        return fetcher.get(DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .fieldDefinition(definition)
                .source(source)
                .build());
    }
}
