package dev.catalog.support;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;

/** Keeps what Spring reports on the schema and the code behind it while it builds the gateway's GraphQL source. */
public final class SchemaInspection implements GraphQlSourceBuilderCustomizer {

    private volatile @Nullable SchemaReport report;

    @Override
    public void customize(GraphQlSource.SchemaResourceBuilder builder) {
        builder.inspectSchemaMappings(made -> report = made);
    }

    public SchemaReport report() {
        return Objects.requireNonNull(report, "no GraphQL source was built");
    }
}
