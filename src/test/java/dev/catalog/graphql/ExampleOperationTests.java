package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.graphql.test.autoconfigure.tester.AutoConfigureGraphQlTester;
import org.springframework.graphql.test.tester.GraphQlTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CatalogGatewayTest
@AutoConfigureGraphQlTester
class ExampleOperationTests {

    private static final List<String> NEED_A_TOKEN = List.of("InactiveProducts", "WatchWarming");

    @Autowired
    private GraphQlTester graphQl;

    @Autowired
    private CatalogFixtures catalog;

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        var kitchen = catalog.category("Kitchen").insert();
        catalog.product("Oak board").in(kitchen).price("24.00").featured(true).insert();
    }

    @Test
    void categoriesInVariablesAreThoseOfTheSample() throws IOException {
        var sample = Files.readString(Path.of("src/sample/sample/categories.ndjson"));

        assertThat(examples())
                .flatExtracting(ExampleOperationTests::slugs)
                .isNotEmpty()
                .allSatisfy(slug -> assertThat(sample).contains("{\"slug\":\"%s\"".formatted(slug)));
    }

    private static List<String> slugs(ExampleOperation example) {
        var variables = new JsonMapper().<JsonNode>valueToTree(example.variables());
        return Stream.of("slug", "categorySlug")
                .flatMap(name -> variables.findValuesAsString(name).stream())
                .toList();
    }

    static List<ExampleOperation> examples() {
        return ExampleOperation.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAnswered(ExampleOperation example) {
        var request = graphQl.document(example.document());
        example.variables().forEach(request::variable);

        request.execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .extracting(error -> error.getExtensions().get("code"))
                        .isEqualTo(NEED_A_TOKEN.contains(example.name()) ? List.of("UNAUTHENTICATED") : List.of()));
    }
}
