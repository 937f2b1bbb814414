package dev.catalog.document;

import dev.catalog.startup.Setting;
import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of trusted documents, in either of two forms: the persisted query manifest that Apollo's tools write, or one JSON
 * object whose members are ids and documents.
 */
final class Manifest {

    static final Setting FILE = new Setting("catalog.documents.trusted-file");

    private static final String APOLLO = "apollo-persisted-query-manifest";

    /** An entry as it stands in the file; what is missing or no text is null. */
    record Entry(@Nullable String id, @Nullable String document) {}

    private Manifest() {}

    /**
     * The entries of the file, in its order.
     *
     * @throws StartupException where it can't be read, or is in neither form
     */
    static List<Entry> read(Path file, JsonMapper json) {
        JsonNode manifest = parse(file, json);
        if (!manifest.isObject()) {
            throw unfit("is no JSON object");
        }
        if (!manifest.path("operations").isArray()) {
            return manifest.propertyStream()
                    .map(member -> new Entry(member.getKey(), text(member.getValue())))
                    .toList();
        }
        if (!APOLLO.equals(text(manifest.path("format")))
                || manifest.path("version").asInt(0) != 1) {
            throw unfit("has a list of operations, and is no " + APOLLO + " of version 1");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode operation : manifest.path("operations")) {
            entries.add(new Entry(text(operation.path("id")), text(operation.path("body"))));
        }
        return entries;
    }

    private static JsonNode parse(Path file, JsonMapper json) {
        try {
            return json.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StartupException("%s cannot be read: %s".formatted(FILE, file), e);
        } catch (JacksonException e) {
            throw new StartupException(
                    "%s is no JSON, in line %d: %s"
                            .formatted(FILE, e.getLocation().getLineNr(), file),
                    e);
        }
    }

    private static StartupException unfit(String why) {
        return new StartupException(
                "%s %s; it is to be Apollo's manifest or an object of ids and documents.".formatted(FILE, why));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
