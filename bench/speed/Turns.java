import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads of gateway and ceiling in turns, so that both have been compiled for as long and have the same neighbours. Behind a turn that is a
 * warm-up, the median of each one's loads counts.
 */
record Turns(Map<Operation, List<Load>> gateway, Map<Operation, List<Load>> ceiling) {

    static final int COUNTED = 3;

    /** Loads a server with an operation. */
    interface Loader {

        Load load(String server, String url, Operation operation) throws Exception;
    }

    static Turns of(List<Operation> operations, String gateway, String ceiling, Loader loader) throws Exception {
        Turns turns = new Turns(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int turn = 0; turn <= COUNTED; turn++) {
            for (Operation operation : operations) {
                Load ofGateway = loader.load("gateway", gateway, operation);
                Load ofCeiling = loader.load("ceiling", ceiling, operation);
                if (turn > 0) {
                    turns.gateway.computeIfAbsent(operation, asked -> new ArrayList<>()).add(ofGateway);
                    turns.ceiling.computeIfAbsent(operation, asked -> new ArrayList<>()).add(ofCeiling);
                }
            }
        }
        return turns;
    }

    String ratio(Operation operation) {
        return "%.2f".formatted(ceilingMicros(operation) / median(gateway.get(operation)));
    }

    double ceilingMicros(Operation operation) {
        return median(ceiling.get(operation));
    }

    /** Of what all operations take together, one after the other. */
    double ratioOfAll() {
        return ceiling.values().stream().mapToDouble(Turns::median).sum()
                / gateway.values().stream().mapToDouble(Turns::median).sum();
    }

    private static double median(List<Load> loads) {
        return loads.stream().mapToDouble(Load::micros).sorted().skip(COUNTED / 2).findFirst().orElseThrow();
    }
}
