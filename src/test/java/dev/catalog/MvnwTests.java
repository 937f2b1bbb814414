package dev.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script with a PATH, a home and JDKs of the test's making, in folders with spaces. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell runs it")
class MvnwTests {

    private static final Path SCRIPT = Path.of("mvnw").toAbsolutePath();
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "curl",
            "cut",
            "dirname",
            "gzip",
            "head",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sha512sum",
            "shasum",
            "tar");

    @TempDir
    Path temporary;

    private Path bin = Path.of("");
    private Path home = Path.of("");
    private Path jdks = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        bin = Files.createDirectories(temporary.resolve("a bin"));
        home = Files.createDirectories(temporary.resolve("a home"));
        jdks = Files.createDirectories(temporary.resolve("the jdks"));
        for (String tool : TOOLS) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(folder, tool);
                if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), program);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.6", "3.9.0", "3.10.1", "4.0.0-rc-5"})
    void mavenOnThePathIsUsedIfItIsNewEnough(String version) throws Exception {
        Path jdk = jdk(jdks.resolve("jdk-25"), "25.0.1");
        maven(bin, version);

        Result result = mvnw("-q", "two words");

        assertThat(result).isEqualTo(new Result(0, "Maven " + version + " on " + jdk + ": -q|two words|\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.5", "3.6.3", "2.2.1"})
    void olderMavenIsPassedOverForAFetchedOne(String version) throws Exception {
        jdk(jdks.resolve("jdk-25"), "25");
        maven(bin, version);
        Path store = home.resolve(".m2/catalog-gateway/apache-maven-3.9.11/bin");
        maven(Files.createDirectories(store), "3.9.11");

        assertThat(mvnw("verify").output()).startsWith("Maven 3.9.11 ");
    }

    @Test
    void mavenIsFetchedOnceAndChecked() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25");
        Path archive = mavenArchive();
        Path script = scriptExpecting(sha512(archive));

        Result first = run(script, Map.of("CATALOG_MAVEN_URL", archive.toUri().toString()), "verify");
        Files.delete(archive);
        Result second = run(script, Map.of("CATALOG_MAVEN_URL", archive.toUri().toString()), "verify");

        assertThat(first.output()).startsWith("mvnw: fetching Maven 3.9.11\nMaven 3.9.11 ");
        assertThat(second.output()).startsWith("Maven 3.9.11 ");
        assertThat(home.resolve(".m2/catalog-gateway")).isDirectoryNotContaining("glob:**/part*");
    }

    @Test
    void archiveOfAnotherChecksumIsRefusedAndRemoved() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25");

        Result result =
                run(SCRIPT, Map.of("CATALOG_MAVEN_URL", mavenArchive().toUri().toString()), "verify");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).endsWith(" has not the checksum of Maven 3.9.11\n");
        assertThat(home.resolve(".m2/catalog-gateway")).isEmptyDirectory();
    }

    @Test
    void unreachableArchiveIsToldInALine() throws Exception {
        jdk(jdks.resolve("jdk-25"), "25");

        Result result = run(SCRIPT, Map.of("CATALOG_MAVEN_URL", "file:///no/such/archive"), "verify");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .endsWith("mvnw: cannot fetch file:///no/such/archive; install Maven 3.8.6 or later\n");
    }

    @Test
    void javaHomeIsPreferred() throws Exception {
        maven(bin, "3.9.0");
        jdk(jdks.resolve("jdk-25"), "25");
        Path chosen = jdk(temporary.resolve("chosen jdk"), "26");

        assertThat(run(SCRIPT, Map.of("JAVA_HOME", chosen.toString())).output()).contains(" on " + chosen + ":");
    }

    @Test
    void tooOldAJavaHomeIsPassedOverForTheJdkOfThePath() throws Exception {
        maven(bin, "3.9.0");
        Path old = jdk(temporary.resolve("old jdk"), "21.0.2");
        Path onPath = jdk(temporary.resolve("new jdk"), "25.0.2");
        Files.createSymbolicLink(bin.resolve("javac"), onPath.resolve("bin/javac"));

        assertThat(run(SCRIPT, Map.of("JAVA_HOME", old.toString())).output()).contains(" on " + onPath + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {".sdkman/candidates/java/25.0.1-tem", ".jdks/temurin-25"})
    void jdksOfTheUsualToolsAreFound(String folder) throws Exception {
        maven(bin, "3.9.0");
        jdk(jdks.resolve("jdk-17"), "17.0.9");
        Path jdk = jdk(home.resolve(folder), "25.0.1");

        assertThat(mvnw().output()).contains(" on " + jdk + ":");
    }

    @Test
    void absentJdkIsToldInALine() throws Exception {
        maven(bin, "3.9.0");
        jdk(jdks.resolve("jdk-17"), "17.0.9");

        Result result = mvnw("verify");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).startsWith("mvnw: needs JDK 25 or later: ").hasLineCount(1);
    }

    private Result mvnw(String... arguments) throws Exception {
        return run(SCRIPT, Map.of(), arguments);
    }

    private Result run(Path script, Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", bin.toString(), "HOME", home.toString(), "CATALOG_JDK_FOLDER", jdks.toString()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private record Result(int status, String output) {}

    /** A Maven that tells its version, its JDK and its arguments. */
    private static void maven(Path folder, String version) throws IOException {
        program(folder.resolve("mvn"), """
                if [ "$1" = --version ]; then echo "Apache Maven %1$s (revision)"; exit; fi
                printf 'Maven %1$s on %%s: ' "$JAVA_HOME"
                printf '%%s|' "$@"
                echo
                """.formatted(version));
    }

    private static Path jdk(Path folder, String version) throws IOException {
        program(Files.createDirectories(folder.resolve("bin")).resolve("javac"), "exit 1\n");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path mavenArchive() throws Exception {
        Path unpacked = Files.createDirectories(temporary.resolve("archive"));
        maven(Files.createDirectories(unpacked.resolve("apache-maven-3.9.11/bin")), "3.9.11");
        Path archive = temporary.resolve("maven archive.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar", "-czf", archive.toString(), "-C", unpacked.toString(), "apache-maven-3.9.11")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    /** The script as it is but for the checksum, since the real archive is not at hand. */
    private Path scriptExpecting(String checksum) throws IOException {
        String text = Files.readString(SCRIPT).replaceFirst("(?m)^checksum=\\p{XDigit}{128}$", "checksum=" + checksum);
        assertThat(text).contains(checksum);
        return Files.writeString(temporary.resolve("mvnw"), text);
    }

    private static String sha512(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    }
}
