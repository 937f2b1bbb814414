package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.springframework.util.StringUtils;

/** What libraries register in files that have one name in all of them. In the one jar such a file could be that of one of them. */
class PackagedRegistrationsIT {

    private static final Pattern LINES = Pattern.compile("META-INF/(services/[^/]+|spring/.*\\.imports)");
    private static final Pattern PROPERTIES =
            Pattern.compile("META-INF/(spring\\.factories|spring/aot\\.factories|spring\\.handlers|spring\\.schemas"
                    + "|spring-autoconfigure-metadata\\.properties)");

    /** Of Spring's own tests, which no gateway has. */
    private static final Pattern OF_TESTS = Pattern.compile("META-INF/spring/.*\\.test\\..*\\.imports");

    @Test
    void areAllInTheJar() throws IOException {
        Set<String> missing = new TreeSet<>();
        int libraries = 0;
        try (JarFile packaged = new JarFile(System.getProperty("catalog.jar"))) {
            for (Path path : classpath()) {
                try (JarFile library = new JarFile(path.toFile())) {
                    if (isIn(packaged, library)) {
                        libraries++;
                        registrations(library).forEach(name -> missing.addAll(missing(packaged, library, name)));
                    }
                }
            }
        }
        assertThat(libraries).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private static List<Path> classpath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static boolean isIn(JarFile packaged, JarFile library) {
        return library.stream()
                .map(ZipEntry::getName)
                .filter(name ->
                        name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class"))
                .findFirst()
                .filter(name -> packaged.getEntry(name) != null)
                .isPresent();
    }

    private static Stream<String> registrations(JarFile library) {
        return library.stream()
                .map(ZipEntry::getName)
                .filter(name -> (LINES.matcher(name).matches()
                                && !OF_TESTS.matcher(name).matches())
                        || PROPERTIES.matcher(name).matches());
    }

    private static Set<String> missing(JarFile packaged, JarFile library, String name) {
        Set<String> missing = new HashSet<>(entries(library, name));
        missing.removeAll(entries(packaged, name));
        return missing;
    }

    private static Set<String> entries(JarFile jar, String name) {
        byte[] content = content(jar, name);
        Set<String> entries = new HashSet<>();
        if (LINES.matcher(name).matches()) {
            new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> entries.add(name + ": " + line));
        } else {
            properties(content)
                    .forEach((key, values) -> StringUtils.commaDelimitedListToSet((String) values)
                            .forEach(value -> entries.add(name + ": " + key + " = " + value.strip())));
        }
        return entries;
    }

    private static Properties properties(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new IllegalStateException("It is in memory", e);
        }
        return properties;
    }

    private static byte[] content(JarFile jar, String name) {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            return new byte[0];
        }
        try (var stream = jar.getInputStream(entry)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(jar.getName() + " can't be read", e);
        }
    }
}
