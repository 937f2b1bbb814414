package dev.catalog.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of a test's own, with options that are not everybody's. */
final class OwnJvm {

    private OwnJvm() {}

    /** Returns what a class with a main method writes. */
    static String outputOf(Class<?> program, String options) {
        List<String> command = Stream.of(
                        Stream.of(java()),
                        Stream.of(options.split(" ", -1)),
                        Stream.of("-cp", System.getProperty("java.class.path"), program.getName()))
                .flatMap(part -> part)
                .toList();
        try {
            Process jvm = new ProcessBuilder(command).start();
            return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
