import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** See run.sh. */
final class Speed {

    private static final int MANY = 32;
    private static final int FEW = 2;
    private static final int[] IDS = {7, 777, 25_000, 49_999};

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Servers servers;
    private final Path script;
    private final Connection database;
    private final List<Operation> operations = new ArrayList<>();
    private final int seconds;
    private final int warm;
    private final int passes;

    private Speed(Servers servers, Path folder, int seconds, int warm, int passes) throws Exception {
        this.servers = servers;
        this.script = folder.resolve("load.lua");
        this.database = servers.connection();
        this.seconds = seconds;
        this.warm = warm;
        this.passes = passes;
        for (String name : List.of("operations", "variations")) {
            try (Stream<Path> files = Files.list(folder.resolve(name))) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().map(Operation::of).forEach(operations::add);
            }
        }
    }

    /** @param arguments folder to work in, jar, folder of run.sh, file of the table, seconds, seconds to warm, passes to warm */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        Servers servers = new Servers(Path.of(arguments[0]), Path.of(arguments[1]));
        try (servers) {
            Speed speed = new Speed(
                    servers, folder, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), Integer.parseInt(arguments[6]));
            speed.fill(folder.resolve("catalog.sql"));
            speed.run(Path.of(arguments[0]), new Report(Path.of(arguments[3])));
        }
    }

    private void fill(Path catalog) throws Exception {
        servers.gateway().stop();
        try (Statement statement = database.createStatement()) {
            statement.execute(Files.readString(catalog));
            statement.execute("VACUUM ANALYZE");
            statement.execute("CREATE FUNCTION pg_temp.id(type text, key bigint) RETURNS text LANGUAGE sql"
                    + " RETURN translate(rtrim(encode(convert_to(type || ':' || key, 'UTF8'), 'base64'), '='), '+/', '-_')");
        }
    }

    private void run(Path work, Report report) throws Exception {
        Path answers = Files.createDirectory(work.resolve("answers"));
        for (Operation operation : operations) {
            JsonNode answer = JSON.createObjectNode().set("data", reference(operation, IDS[1]));
            Files.writeString(answers.resolve(operation.name()), JSON.writeValueAsString(answer));
        }
        Servers.Server ceiling = servers.ceiling(answers);
        warm("ceiling", ceiling, 1);
        Map<Operation, Load> before = loads("ceiling", ceiling);
        Map<Operation, Load> bare = unchanged("bare 304", ceiling);
        Map<Operation, Load> ceilingFew = few("ceiling", ceiling);
        Load ceilingMix = mix("ceiling", ceiling);

        Map<Operation, Load> cold = mode("cold", "--catalog.cache.enabled=false");
        Map<Operation, Load> engine = mode("engine", "--catalog.response-cache.enabled=false");

        Servers.Server gateway = servers.gateway();
        warm("kept", gateway, passes + 1);
        check(gateway);
        Map<Operation, Load> kept = loads("kept", gateway);
        Map<Operation, Load> unchanged = unchanged("304", gateway);
        Map<Operation, Load> keptFew = few("kept", gateway);
        Load keptMix = mix("kept", gateway);
        check(gateway);
        long memory = gateway.residentMemory();
        Map<Operation, Load> after = loads("ceiling", ceiling);

        Map<Operation, Double> most = new LinkedHashMap<>();
        before.forEach((operation, load) -> most.put(operation, (load.micros() + after.get(operation).micros()) / 2));
        List<String> table = new ArrayList<>(List.of(
                "| operation | kept, of the ceiling | two connections | 304, of a bare 304 | engine, us | cold, us | ceiling, us |",
                "| --- | --- | --- | --- | --- | --- | --- |"));
        for (Operation operation : operations) {
            table.add("| %s | %.2f | %.2f | %s | %.0f | %.0f | %.0f |".formatted(
                    operation.name(),
                    most.get(operation) / kept.get(operation).micros(),
                    ceilingFew.get(operation).micros() / keptFew.get(operation).micros(),
                    operation.isOfAnyId() ? "" : "%.2f".formatted(bare.get(operation).micros() / unchanged.get(operation).micros()),
                    engine.get(operation).micros(),
                    cold.get(operation).micros(),
                    most.get(operation)));
        }
        table.add("");
        table.add("In random order: %.2f of the ceiling, where one after the other they come to %.2f. Resident memory of the gateway at the end: %d MB."
                .formatted(ceilingMix.micros() / keptMix.micros(), sum(before) / sum(kept), memory));
        report.write(database, table);
    }

    private static double sum(Map<Operation, Load> loads) {
        return loads.values().stream().mapToDouble(Load::micros).sum();
    }

    private Map<Operation, Load> mode(String name, String setting) throws Exception {
        Servers.Server gateway = servers.gateway(setting);
        check(gateway);
        warm(name, gateway, passes + 1);
        Map<Operation, Load> loads = loads(name, gateway);
        check(gateway);
        gateway.stop();
        return loads;
    }

    private void warm(String what, Servers.Server server, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (Operation operation : operations) {
                say(what + " warms", operation.name(), load(server, List.of(operation), MANY, warm, 1 + time, ""));
            }
        }
    }

    private Map<Operation, Load> loads(String what, Servers.Server server) throws Exception {
        return loads(what, server, MANY);
    }

    private Map<Operation, Load> few(String what, Servers.Server server) throws Exception {
        return loads(what + " -c2", server, FEW);
    }

    private Map<Operation, Load> loads(String what, Servers.Server server, int connections) throws Exception {
        Map<Operation, Load> loads = new LinkedHashMap<>();
        for (Operation operation : operations) {
            loads.put(operation, say(what, operation.name(), load(server, List.of(operation), connections, seconds, 99, "")));
        }
        return loads;
    }

    private Load mix(String what, Servers.Server server) throws Exception {
        load(server, operations, MANY, warm, 98, "");
        return say(what, "in random order", load(server, operations, MANY, seconds, 99, ""));
    }

    /** An answer that a client has is asked for again. Those of any id are left out: they have an entity tag each. */
    private Map<Operation, Load> unchanged(String what, Servers.Server server) throws Exception {
        Map<Operation, Load> loads = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (!operation.isOfAnyId()) {
                String etag = Servers.get(server, operation.path()).headers().firstValue("ETag").orElse("W/\"none\"");
                load(server, List.of(operation), MANY, warm, 1, etag);
                loads.put(operation, say(what, operation.name(), load(server, List.of(operation), MANY, seconds, 1, etag)));
            }
        }
        return loads;
    }

    private Load load(Servers.Server server, List<Operation> asked, int connections, int duration, int seed, String etag) throws Exception {
        return Load.of(script, server.url(), asked, connections, duration, seed, etag);
    }

    private static Load say(String what, String operation, Load load) {
        System.out.printf("%-14s %-16s %s%n", what, operation, load.line());
        return load;
    }

    private void check(Servers.Server server) throws Exception {
        for (Operation operation : operations) {
            for (int id : IDS) {
                JsonNode answer = JSON.readTree(Servers.ask(server, operation.body(id)).body());
                JsonNode expected = reference(operation, id);
                if (answer.has("errors") || !answer.path("data").equals(Speed::compare, expected)) {
                    throw new IllegalStateException("%s: %.500s is not %.500s".formatted(operation.name(), answer, expected));
                }
            }
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private JsonNode reference(Operation operation, int id) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(operation.reference(id))) {
            row.next();
            return JSON.readTree(row.getString(1));
        }
    }
}
