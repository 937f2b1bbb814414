import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** See run.sh. */
final class Speed {

    private static final int MANY = 32;
    private static final int FEW = 2;
    private static final int PRODUCTS = 50_000;
    private static final int KNOWN = 1000;
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
        String ceiling = servers.ceiling(answers).url();
        warm("ceiling", ceiling, operations, passes + 1);

        Peers coldPeers = new Peers(Peer.COLD, operations);
        Map<Operation, Load> cold = cold(coldPeers);
        Servers.Server gateway = servers.gateway();
        Map<Operation, Load> first = kept(gateway.url());
        Turns kept = inTurns("kept", gateway.url(), ceiling, MANY);
        Turns unchanged = unchanged(work, gateway.url(), ceiling);
        Turns keptFew = inTurns("kept -c" + FEW, gateway.url(), ceiling, FEW);
        Turns mixed = mixed(gateway.url(), ceiling);
        check(gateway.url());
        long memory = gateway.residentMemory();
        gateway.stop();
        Peers peers = new Peers(Peer.CACHING, operations);
        Map<Operation, Load> engine = engine(peers);

        Table table = new Table(operations);
        table.add("kept, of the ceiling", kept::ratio);
        table.add("two connections", keptFew::ratio);
        table.add("304, of a bare 304", unchanged::ratio);
        table.addMicros("first time", first);
        table.addMicros("engine", engine);
        table.addMicros("cold", cold);
        table.add("ceiling, us", operation -> "%.0f".formatted(kept.ceilingMicros(operation)));
        List<String> lines = table.lines();
        lines.add("");
        lines.add(("In random order: %.2f of the ceiling, where one after the other they come to %.2f. Resident memory of the gateway at the end,"
                        + " under `%s`: %d MB.")
                .formatted(mixed.ratioOfAll(), kept.ratioOfAll(), Servers.FLAGS, memory));
        lines.addAll(peers.lines("engine"));
        lines.addAll(coldPeers.lines("cold"));
        report.write(database, lines);
    }

    private Map<Operation, Load> cold(Peers peers) throws Exception {
        Servers.Server gateway = servers.gateway("--catalog.cache.enabled=false");
        check(gateway.url());
        warm("cold", gateway.url(), operations, passes + 1);
        Map<Operation, Load> loads = loads("cold", gateway.url(), operations, MANY);
        beside(peers, gateway.url(), false);
        check(gateway.url());
        gateway.stop();
        return loads;
    }

    private Map<Operation, Load> engine(Peers peers) throws Exception {
        Servers.Server gateway = servers.gateway("--catalog.response-cache.enabled=false");
        check(gateway.url());
        warm("engine", gateway.url(), operations, passes + 1);
        askForAll(gateway.url(), operations);
        Map<Operation, Load> loads = loads("engine", gateway.url(), operations, MANY);
        beside(peers, gateway.url(), true);
        check(gateway.url());
        gateway.stop();
        return loads;
    }

    /** Loads the gateway and peers in turns, after warm-ups of the peers that are as long as the gateway's. */
    private void beside(Peers peers, String gateway, boolean caching) throws Exception {
        for (Peer peer : peers.all()) {
            List<Operation> asked = peer.operations(operations);
            warm(peer.name(), peer.url(), asked, passes + 1);
            if (caching) {
                askForAll(peer.url(), asked);
            }
        }
        peers.loadInTurns(gateway, (server, url, asked) -> loads(server, url, asked, MANY));
    }

    /**
     * Fills and warms a gateway that keeps whole answers.
     *
     * @return what operations of any id cost where each id is asked for the first time
     */
    private Map<Operation, Load> kept(String url) throws Exception {
        int half = PRODUCTS / 2;
        Map<Operation, Load> first = new LinkedHashMap<>();
        check(url);
        for (Operation operation : operations.stream().filter(Operation::isOfAnyId).toList()) {
            load(url, List.of(operation), MANY, warm * (passes + 1), Map.of("ID_MAX", Integer.toString(half), "SEED", "1"));
            Load load = load(url, List.of(operation), MANY, seconds, Map.of("ID_MAX", Integer.toString(PRODUCTS), "ONCE", Integer.toString(half)));
            if (load.requests() > half) {
                throw new IllegalStateException("Fewer seconds: there are not so many products to ask for the first time");
            }
            first.put(operation, say("first time", operation.name(), load));
        }
        askForAll(url, operations);
        warm("kept", url, operations, passes + 1);
        check(url);
        return first;
    }

    /** Asks for every product once. */
    private static void askForAll(String url, List<Operation> asked) throws Exception {
        for (Operation operation : asked.stream().filter(Operation::isOfAnyId).toList()) {
            List<Callable<Integer>> requests = IntStream.rangeClosed(1, PRODUCTS)
                    .<Callable<Integer>>mapToObj(id -> () -> Servers.ask(url, operation.body(id)).statusCode())
                    .toList();
            try (ExecutorService clients = Executors.newFixedThreadPool(MANY)) {
                for (Future<Integer> status : clients.invokeAll(requests)) {
                    if (status.get() != 200) {
                        throw new IllegalStateException(operation.name() + " is answered with " + status.get());
                    }
                }
            }
        }
    }

    private void warm(String what, String url, List<Operation> asked, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (Operation operation : asked) {
                say(what + " warms", operation.name(), load(url, List.of(operation), MANY, warm, anyId(1 + time)));
            }
        }
    }

    private Map<Operation, Load> loads(String what, String url, List<Operation> asked, int connections) throws Exception {
        Map<Operation, Load> loads = new LinkedHashMap<>();
        for (Operation operation : asked) {
            loads.put(operation, say(what, operation.name(), load(url, List.of(operation), connections, seconds, anyId(99))));
        }
        return loads;
    }

    private Turns inTurns(String what, String gateway, String ceiling, int connections) throws Exception {
        return Turns.of(
                operations,
                gateway,
                ceiling,
                (server, url, operation) -> say(
                        what + " " + server,
                        operation.name(),
                        load(url, List.of(operation), connections, seconds, anyId(99))));
    }

    /** All operations in random order, as if they were one. */
    private Turns mixed(String gateway, String ceiling) throws Exception {
        return Turns.of(
                operations.subList(0, 1),
                gateway,
                ceiling,
                (server, url, _) -> say(
                        "kept " + server, "in random order", load(url, operations, MANY, seconds, anyId(99))));
    }

    /** Answers that a client has are asked for again by GET, those of any id by a thousand of them; of each server in turn. */
    private Turns unchanged(Path work, String gateway, String ceiling) throws Exception {
        Map<Operation, Path> known = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (Operation operation : operations) {
            List<String> own = known(gateway, operation);
            all.addAll(own);
            known.put(operation, Files.write(work.resolve("known-" + operation.name()), own));
        }
        Path mixed = Files.write(work.resolve("known"), all);
        load(gateway, operations, MANY, warm, having(mixed));
        load(ceiling, operations, MANY, warm, having(mixed));
        return Turns.of(
                operations,
                gateway,
                ceiling,
                (server, url, operation) -> say(
                        "304 " + server,
                        operation.name(),
                        load(url, List.of(operation), MANY, seconds, having(known.get(operation)))));
    }

    /** Lines of a path and the entity tag of its answer. */
    private static List<String> known(String gateway, Operation operation) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int n = 1; n <= (operation.isOfAnyId() ? KNOWN : 1); n++) {
            String path = operation.path(n * (PRODUCTS / KNOWN));
            String etag = Servers.get(gateway, path, "none").headers().firstValue("ETag").orElseThrow();
            if (Servers.get(gateway, path, etag).statusCode() != 304) {
                throw new IllegalStateException(operation.name() + " is sent again to who has it");
            }
            lines.add(path + " " + etag);
        }
        return lines;
    }

    private static Map<String, String> having(Path file) {
        return Map.of("KNOWN", file.toString(), "SEED", "1");
    }

    private static Map<String, String> anyId(int seed) {
        return Map.of("ID_MAX", Integer.toString(PRODUCTS), "SEED", Integer.toString(seed));
    }

    private Load load(String url, List<Operation> asked, int connections, int duration, Map<String, String> settings) throws Exception {
        return Load.of(script, url, asked, connections, duration, settings);
    }

    private static Load say(String what, String operation, Load load) {
        System.out.printf("%-18s %-16s %s%n", what, operation, load.line());
        return load;
    }

    private void check(String url) throws Exception {
        for (Operation operation : operations) {
            for (int id : IDS) {
                JsonNode answer = JSON.readTree(Servers.ask(url, operation.body(id)).body());
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
