package dev.catalog.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An operation that GraphiQL opens on, with its variables. */
record ExampleOperation(String name, String document, Map<String, Object> variables) {

    private static final Path FOLDER = Path.of("src/main/web/operations");
    private static final Pattern NAME = Pattern.compile("^(?:query|subscription) (\\w+)", Pattern.MULTILINE);

    /** All of them, in the order of their tabs. */
    static List<ExampleOperation> all() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .map(ExampleOperation::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names() {
        return all().stream().map(ExampleOperation::name).toList();
    }

    private static ExampleOperation read(Path file) {
        try {
            var document = Files.readString(file);
            var variables = Path.of(file.toString().replace(".graphql", ".variables.json"));
            return new ExampleOperation(
                    NAME.matcher(document).results().findFirst().orElseThrow().group(1),
                    document,
                    Files.exists(variables) ? json(Files.readString(variables)) : Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(String text) {
        return new JsonMapper().readValue(text, new TypeReference<>() {});
    }

    @Override
    public String toString() {
        return name;
    }
}
