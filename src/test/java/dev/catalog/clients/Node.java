package dev.catalog.clients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Node.js and npm: those on the {@code PATH}, or those that the build has fetched for GraphiQL. */
record Node(List<String> node, List<String> npm) {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Path FETCHED = Path.of("target", "graphiql", "node").toAbsolutePath();

    static Optional<Node> find() {
        return onPath().or(Node::fetched);
    }

    private static Optional<Node> onPath() {
        return find(WINDOWS ? "node.exe" : "node")
                .flatMap(node -> find(WINDOWS ? "npm.cmd" : "npm")
                        .map(npm -> new Node(List.of(node.toString()), List.of(npm.toString()))));
    }

    private static Optional<Path> find(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Node> fetched() {
        String node = FETCHED.resolve(WINDOWS ? "node.exe" : "node").toString();
        Path npm = FETCHED.resolve("node_modules/npm/bin/npm-cli.js");
        return Files.exists(npm)
                ? Optional.of(new Node(List.of(node), List.of(node, npm.toString())))
                : Optional.empty();
    }

    /** A process of npm with these arguments. */
    ProcessBuilder npm(String... arguments) {
        return process(npm, arguments);
    }

    /** A process that runs a script with these arguments. */
    ProcessBuilder script(String... arguments) {
        return process(node, arguments);
    }

    private static ProcessBuilder process(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
