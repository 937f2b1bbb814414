package dev.catalog.contract;

import graphql.schema.idl.SchemaPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * The committed form of the whole schema, as it was last accepted.
 * <p>Started with {@code -Dschema.accept}, the tests write it anew from the schema as it is.
 */
final class SchemaSnapshot {

    static final String ACCEPT_COMMAND = "./mvnw test -Dtest=SchemaDiffTests -Dschema.accept";

    private static final Path FILE = Path.of("src", "test", "resources", "contract", "schema.graphqls");

    private SchemaSnapshot() {}

    /** The schema as it is, printed as {@code /graphql/schema} prints it. */
    static String current(GraphQlSource source) {
        return new SchemaPrinter().print(source.schema());
    }

    static String committed() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema's snapshot can't be read. Write it with " + ACCEPT_COMMAND, e);
        }
    }

    static void acceptIfAsked(GraphQlSource source) throws IOException {
        if (System.getProperty("schema.accept") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, current(source));
        }
    }
}
