import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Peers beside the gateway in one of its modes: all are loaded in turns, and of each one's loads with an operation the median counts. */
record Peers(List<Peer> all, List<Operation> operations, Map<String, List<Load>> loads) {

    private static final int TURNS = 3;
    private static final String GATEWAY = "gateway";

    /** @param all those that run; there may be none */
    Peers(List<Peer> all, List<Operation> operations) {
        this(all, operations.stream().filter(operation -> !answering(all, operation).isEmpty()).toList(), new LinkedHashMap<>());
    }

    /** Loads a server with operations in its own form. */
    interface Loader {

        Map<Operation, Load> load(String server, String url, List<Operation> asked) throws Exception;
    }

    void loadInTurns(String gateway, Loader loader) throws Exception {
        for (int turn = 0; turn < TURNS; turn++) {
            for (Operation operation : operations) {
                note(GATEWAY, operation, loader.load(GATEWAY, gateway, List.of(operation)));
                for (Peer peer : answering(all, operation)) {
                    note(peer.name(), operation, loader.load(peer.name(), peer.url(), peer.operations(List.of(operation))));
                }
            }
        }
    }

    /** A table of microseconds an answer and of their ratios; nothing without peers. */
    List<String> lines(String mode) {
        if (all.isEmpty()) {
            return List.of();
        }
        Table table = new Table(operations);
        table.add(mode + ", us", operation -> micros(GATEWAY, operation));
        for (Peer peer : all) {
            table.add(peer.name() + ", us", operation -> micros(peer.name(), operation));
            table.add("of the gateway's", operation -> ratio(peer, operation));
        }
        return Stream.concat(
                        Stream.of("", "Beside peers, medians of %d turns:".formatted(TURNS), ""), table.lines().stream())
                .toList();
    }

    private static List<Peer> answering(List<Peer> all, Operation operation) {
        return all.stream().filter(peer -> !peer.operations(List.of(operation)).isEmpty()).toList();
    }

    private void note(String server, Operation operation, Map<Operation, Load> load) {
        loads.computeIfAbsent(server + operation.name(), key -> new ArrayList<>()).addAll(load.values());
    }

    private String micros(String server, Operation operation) {
        return loads.containsKey(server + operation.name()) ? "%.0f".formatted(median(server, operation)) : "";
    }

    private String ratio(Peer peer, Operation operation) {
        return loads.containsKey(peer.name() + operation.name())
                ? "%.2f".formatted(median(peer.name(), operation) / median(GATEWAY, operation))
                : "";
    }

    private double median(String server, Operation operation) {
        return loads.get(server + operation.name()).stream().mapToDouble(Load::micros).sorted().skip(TURNS / 2).findFirst().orElseThrow();
    }
}
