package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.SchemaInspection;
import graphql.language.AbstractDescribedNode;
import graphql.parser.Parser;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.DirectiveInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.io.Resource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaMappingInspector;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@CatalogGatewayTest
class SchemaContractTests {

    private final SchemaInspection inspection;
    private final GraphQlSource source;
    private final GraphQlProperties settings;
    private final MockMvcTester http;

    SchemaContractTests(
            SchemaInspection inspection,
            GraphQlSource source,
            GraphQlProperties settings,
            WebApplicationContext context) {
        this.inspection = inspection;
        this.source = source;
        this.settings = settings;
        http = MockMvcTester.from(
                context, builder -> builder.apply(springSecurity()).build());
    }

    @Test
    void everyFieldAndArgumentHasItsCodeAndNoCodeIsLeftOver() {
        SchemaReport report = inspection.report();

        SoftAssertions.assertSoftly(found -> {
            found.assertThat(report.unmappedFields()).as("fields without code").isEmpty();
            found.assertThat(report.unmappedRegistrations())
                    .as("code without a field")
                    .isEmpty();
            found.assertThat(report.unmappedArguments())
                    .as("parameters without an argument")
                    .isEmpty();
            found.assertThat(report.fieldNullnessErrors())
                    .as("non-null fields of nullable code")
                    .isEmpty();
            found.assertThat(report.argumentNullnessErrors())
                    .as("nullable arguments of non-null code")
                    .isEmpty();
            found.assertThat(report.skippedTypes())
                    .as("types that were not inspected")
                    .isEmpty();
        });
    }

    @Test
    void theInspectionReachesTheTypesWithinConnectionsAndNodes() {
        SchemaReport report = inspectWithoutCodeOf("Category", "CategoryConnection", "ProductConnection");

        assertThat(report.unmappedFields())
                .extracting(FieldCoordinates::toString)
                .containsExactlyInAnyOrder(
                        "Category.ancestors",
                        "Category.parent",
                        "Category.productCount",
                        "Category.products",
                        "Category.subcategories",
                        "CategoryConnection.totalCount",
                        "ProductConnection.totalCount");
    }

    @Test
    void nullnessInputsAndEnumsAgreeWithTheCode() {
        assertThat(SchemaCode.compare(inspection.report()).mismatches()).isEmpty();
    }

    @Test
    void noElementEscapesTheComparisonWithTheCode() {
        List<String> elements = SchemaElements.of(Parser.parse(SchemaSnapshot.current(source))).keySet().stream()
                .filter(coordinate -> coordinate.contains(".") && !coordinate.startsWith("@"))
                .toList();

        assertThat(SchemaCode.compare(inspection.report()).compared()).containsExactlyInAnyOrderElementsOf(elements);
    }

    @Test
    void everyElementIsDescribedInSentencesThatNeedNoCharset() {
        Map<String, AbstractDescribedNode<?>> elements =
                SchemaElements.of(Parser.parse(SchemaSnapshot.current(source)));

        assertThat(elements).hasSizeGreaterThan(100);
        assertThat(elements.entrySet())
                .filteredOn(element -> !isGraphQlsOwn(element.getKey()))
                .allSatisfy(element -> assertThat(description(element.getValue()))
                        .as(element.getKey())
                        .matches("(?s)[A-Z`]\\p{ASCII}*\\."));
    }

    @Test
    void everyFileOfTheSchemaIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("schema"))) {
            assertThat(settings.getSchema().getAdditionalFiles())
                    .extracting(Resource::getFilename)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void theSchemaIsServed() {
        assertThat(http.get().uri("/graphql/schema"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .bodyText()
                .isEqualTo(SchemaSnapshot.current(source));
    }

    @SuppressWarnings("rawtypes") // so Spring's inspector wants it
    private SchemaReport inspectWithoutCodeOf(String... types) {
        SchemaReport report = inspection.report();
        Map<String, Map<String, DataFetcher>> fetchers = new HashMap<>();
        report.schema().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !List.of(types).contains(type.getName()))
                .forEach(type -> fetchers.put(type.getName(), fetchers(report, type)));
        return SchemaMappingInspector.inspect(report.schema(), fetchers);
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, DataFetcher> fetchers(SchemaReport report, GraphQLObjectType type) {
        Map<String, DataFetcher> fetchers = new HashMap<>();
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            DataFetcher<?> fetcher = report.dataFetcher(FieldCoordinates.coordinates(type, field));
            if (fetcher != null) {
                fetchers.put(field.getName(), fetcher);
            }
        }
        return fetchers;
    }

    private static boolean isGraphQlsOwn(String coordinate) {
        String directive = coordinate.replaceFirst("\\(.*", "").substring(1);
        return coordinate.startsWith("@") && DirectiveInfo.isGraphqlSpecifiedDirective(directive);
    }

    private static String description(AbstractDescribedNode<?> element) {
        return element.getDescription() == null ? "" : element.getDescription().getContent();
    }
}
