package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class TrustedDocumentsTests {

    private static final String TEXT = "{productCount}";
    private static final String HASH = DocumentHash.of(TEXT);
    private static final DocumentCheck CHECK =
            document -> document.contains("nothing") ? Optional.of("Field 'nothing' is undefined.") : Optional.empty();

    @TempDir
    private Path folder;

    @Test
    void apollosManifestIsRead() {
        TrustedDocuments documents = read("""
                {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
                  {"id": "%s", "name": "Count", "type": "query", "body": "{productCount}"},
                  {"id": "own-id", "name": "Type", "type": "query", "body": "{__typename}"}]}""".formatted(HASH));

        assertThat(documents.find(HASH)).contains(new TrustedDocument(HASH, TEXT));
        assertThat(documents.find("own-id")).contains(new TrustedDocument("own-id", "{__typename}"));
    }

    @Test
    void anObjectOfIdsAndDocumentsIsRead() {
        TrustedDocuments documents =
                read("{\"sha256:%s\": \"{productCount}\", \"7\": \"{__typename}\"}".formatted(HASH));

        assertThat(documents.find("sha256:" + HASH)).contains(new TrustedDocument(HASH, TEXT));
        assertThat(documents.find("7")).isPresent();
        assertThat(documents.find("8")).isEmpty();
    }

    @Test
    void aDocumentIsFoundByItsHashAndItsTextToo() {
        TrustedDocuments documents = read("{\"count\": \"{productCount}\"}");

        assertThat(documents.find(HASH)).contains(new TrustedDocument("count", TEXT));
        assertThat(documents.withText(TEXT)).contains(new TrustedDocument("count", TEXT));
        assertThat(documents.withText(TEXT + " ")).isEmpty();
    }

    @Test
    void whatWillNotDoIsToldInALineAndLeftOut(CapturedOutput output) {
        TrustedDocuments documents = read("""
                {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
                  {"id": "good", "body": "{productCount}"},
                  {"id": "a b", "body": "{__typename}"},
                  {"body": "{__typename}"},
                  {"id": "no-text", "body": 1},
                  {"id": "%s", "body": "{productCount }"},
                  {"id": "good", "body": "{__typename}"},
                  {"id": "unfit", "body": "{nothing}"}]}""".formatted(HASH));

        assertThat(documents.find("good")).map(TrustedDocument::text).contains(TEXT);
        assertThat(documents.find("no-text")).isEmpty();
        assertThat(documents.find("unfit")).isEmpty();
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("trusted"))
                        .map(line -> line.replaceAll(".* : ", "")))
                .containsExactly(
                        "Entry 2 of the trusted documents is left out: its id is not of 1 to 256 of the characters"
                                + " A-Z a-z 0-9 - . _ ~ :",
                        "Entry 3 of the trusted documents is left out: its id is not of 1 to 256 of the characters"
                                + " A-Z a-z 0-9 - . _ ~ :",
                        "Entry 4 of the trusted documents (no-text) is left out: its document is no text",
                        "Entry 5 of the trusted documents (" + HASH
                                + ") is left out: its id is a SHA-256, but not that of its document",
                        "Entry 6 of the trusted documents (good) is left out: its id is there already",
                        "Entry 7 of the trusted documents (unfit) is left out: Field 'nothing' is undefined.",
                        "1 of 7 documents in " + folder.resolve("trusted.json") + " are trusted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                | is no JSON, in line 1
            []                                               | is no JSON object
            {"operations": []}                               | is no apollo-persisted-query-manifest of version 1
            {"format": "apollo-persisted-query-manifest", "version": 2, "operations": []} | of version 1
            """)
    void aFileInNeitherFormEndsTheStart(String file, String why) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("catalog.documents.trusted-file")
                .hasMessageContaining(why);
    }

    @Test
    void aMissingFileEndsTheStart() {
        assertThatThrownBy(() -> documents(TrustedMode.PREFER, folder.resolve("none.json")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> documents(TrustedMode.REQUIRE, null))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is require, but catalog.documents.trusted-file (CATALOG_DOCUMENTS_TRUSTEDFILE)");
    }

    @Test
    void switchedOffTheFileIsNotRead() {
        assertThat(documents(TrustedMode.OFF, folder.resolve("none.json")).withText(TEXT))
                .isEmpty();
    }

    private TrustedDocuments read(String manifest) {
        try {
            return documents(TrustedMode.PREFER, Files.writeString(folder.resolve("trusted.json"), manifest));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TrustedDocuments documents(TrustedMode mode, @Nullable Path file) {
        return new TrustedDocuments(new DocumentsProperties(Duration.ofHours(24), file, mode), new JsonMapper(), CHECK);
    }
}
