package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.security.Scope;
import dev.catalog.support.CatalogGatewayTest;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

/** Nobody changes anything without a scope. */
@CatalogGatewayTest
class MutationScopeTests {

    private final List<GraphQLFieldDefinition> mutations;

    MutationScopeTests(GraphQlSource source) {
        mutations = source.schema().getMutationType().getFieldDefinitions();
    }

    @Test
    void everyMutationDemandsAScope() {
        assertThat(mutations)
                .hasSizeGreaterThan(3)
                .allSatisfy(mutation ->
                        assertThat(scope(mutation)).as(mutation.getName()).isIn(Scope.ALL));
    }

    @Test
    void theCatalogIsWrittenWithItsOwnScope() {
        assertThat(mutations)
                .filteredOn(mutation -> mutation.getName().matches("(create|update|delete).*"))
                .isNotEmpty()
                .allSatisfy(mutation ->
                        assertThat(scope(mutation)).as(mutation.getName()).isEqualTo(Scope.CATALOG_WRITE));
    }

    private static @Nullable String scope(GraphQLFieldDefinition field) {
        GraphQLAppliedDirective directive = field.getAppliedDirective("requiresScope");
        return directive == null ? null : directive.getArgument("scope").getValue();
    }
}
