package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.security.Scope;
import dev.catalog.support.CatalogGatewayTest;
import graphql.language.AbstractDescribedNode;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.StringValue;
import graphql.parser.Parser;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/** Which scope each element of the schema demands is decided, and told to those who read it. */
@CatalogGatewayTest
class SchemaScopeTests {

    /** What anybody may follow: it shows a caller the rows that the caller could read. */
    private static final Set<String> FOLLOWED_BY_ALL = Set.of("catalogChanged");

    private final GraphQLSchema schema;
    private final Map<String, AbstractDescribedNode<?>> elements;

    SchemaScopeTests(GraphQlSource source) {
        schema = source.schema();
        elements = SchemaElements.of(Parser.parse(SchemaSnapshot.current(source)));
    }

    @Test
    void everyMutationDemandsAScope() {
        assertThat(schema.getMutationType().getFieldDefinitions())
                .hasSizeGreaterThan(9)
                .allSatisfy(mutation ->
                        assertThat(scope(mutation)).as(mutation.getName()).isIn(Scope.ALL));
    }

    @Test
    void theCatalogIsWrittenWithItsOwnScope() {
        assertThat(schema.getMutationType().getFieldDefinitions())
                .filteredOn(mutation -> mutation.getName().matches("(create|update|delete).*"))
                .hasSizeGreaterThan(5)
                .allSatisfy(mutation ->
                        assertThat(scope(mutation)).as(mutation.getName()).isEqualTo(Scope.CATALOG_WRITE));
    }

    @Test
    void everySubscriptionDemandsAScopeUnlessItIsMeantForAll() {
        assertThat(schema.getSubscriptionType().getFieldDefinitions())
                .filteredOn(field -> !FOLLOWED_BY_ALL.contains(field.getName()))
                .isNotEmpty()
                .allSatisfy(
                        field -> assertThat(scope(field)).as(field.getName()).isIn(Scope.ALL));
    }

    @Test
    void whateverIncludesInactiveRowsDemandsTheScopeForThem() {
        Map<String, String> demanded = demandedScopes();

        assertThat(elements.keySet())
                .filteredOn(element -> element.matches(".*\\bincludeInactive\\b.*"))
                .hasSizeGreaterThan(5)
                .allSatisfy(element -> assertThat(demanded).containsEntry(element, Scope.READ_ALL));
    }

    @Test
    void whatNeedsNoScopeShowsTheCatalogAndTheLimitsAlone() {
        assertThat(typesShownTo(schema.getQueryType()))
                .containsExactly(
                        "Category",
                        "CategoryConnection",
                        "CategoryEdge",
                        "OperationLimits",
                        "PageInfo",
                        "Product",
                        "ProductConnection",
                        "ProductEdge",
                        "Query");
    }

    @Test
    void everyDescriptionNamesTheScopeThatIsDemanded() {
        Map<String, String> demanded = demandedScopes();

        assertThat(demanded).hasSizeGreaterThan(18);
        assertThat(demanded)
                .allSatisfy((element, scope) -> assertThat(description(elements.get(element)))
                        .as(element)
                        .contains("the scope `" + scope + "`"));
    }

    private static @Nullable String scope(GraphQLFieldDefinition field) {
        GraphQLAppliedDirective directive = field.getAppliedDirective("requiresScope");
        return directive == null ? null : directive.getArgument("scope").getValue();
    }

    /** The scopes in the schema as clients get it, by the elements that demand them. */
    private Map<String, String> demandedScopes() {
        Map<String, String> demanded = new TreeMap<>();
        elements.forEach((element, node) -> {
            if (node instanceof DirectivesContainer<?> container) {
                for (Directive directive : container.getDirectives("requiresScope")) {
                    demanded.put(
                            element,
                            ((StringValue) directive.getArgument("scope").getValue()).getValue());
                }
            }
        });
        return demanded;
    }

    private static String description(@Nullable AbstractDescribedNode<?> element) {
        return element == null || element.getDescription() == null
                ? ""
                : element.getDescription().getContent().replaceAll("\\s+", " ");
    }

    /** The object types that are reached from this one without a scope; {@code node} finds what its loaders say. */
    private static Set<String> typesShownTo(GraphQLObjectType root) {
        Set<String> shown = new TreeSet<>();
        show(root, shown);
        return shown;
    }

    private static void show(GraphQLType type, Set<String> shown) {
        if (type instanceof GraphQLObjectType object && shown.add(object.getName())) {
            object.getFieldDefinitions().stream()
                    .filter(field -> scope(field) == null)
                    .forEach(field -> show(GraphQLTypeUtil.unwrapAll(field.getType()), shown));
        }
    }
}
