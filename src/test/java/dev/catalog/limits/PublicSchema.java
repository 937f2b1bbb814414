package dev.catalog.limits;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The gateway's own schema, without what executes it. */
final class PublicSchema {

    static final GraphQLSchema SCHEMA = UnExecutableSchemaGenerator.makeUnExecutableSchema(read());

    private PublicSchema() {}

    /** Parses a document that is valid. */
    static Document valid(String text) {
        Document document = Parser.parse(text);
        assertThat(new Validator().validateDocument(SCHEMA, document, Locale.ENGLISH))
                .isEmpty();
        return document;
    }

    private static TypeDefinitionRegistry read() {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        try (Stream<Path> files = Files.list(Path.of("schema"))) {
            files.sorted().forEach(file -> types.merge(new SchemaParser().parse(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }
}
