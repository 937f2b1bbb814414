import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Figures of operations in Markdown: a row each. */
final class Table {

    private final List<Operation> operations;
    private final List<StringBuilder> lines = new ArrayList<>();

    Table(List<Operation> operations) {
        this.operations = operations;
        lines.add(new StringBuilder("| operation |"));
        lines.add(new StringBuilder("| --- |"));
        operations.forEach(operation -> lines.add(new StringBuilder("| " + operation.name() + " |")));
    }

    void add(String column, Function<Operation, String> figure) {
        lines.get(0).append(' ').append(column).append(" |");
        lines.get(1).append(" --- |");
        for (int row = 0; row < operations.size(); row++) {
            lines.get(row + 2).append(' ').append(figure.apply(operations.get(row))).append(" |");
        }
    }

    /** Microseconds, where there are any. */
    void addMicros(String column, Map<Operation, Load> loads) {
        add(column + ", us", operation -> loads.containsKey(operation) ? "%.0f".formatted(loads.get(operation).micros()) : "");
    }

    List<String> lines() {
        return new ArrayList<>(lines.stream().map(StringBuilder::toString).toList());
    }
}
