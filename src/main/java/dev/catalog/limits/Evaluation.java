package dev.catalog.limits;

import java.util.Arrays;
import java.util.List;

/** One working out of what an operation costs. */
final class Evaluation {

    /** Of costs that depend on no variable, or as if each were the costliest there can be. */
    static final Evaluation UNKNOWN = new Evaluation(Variables.UNKNOWN, 0);

    private static final long OPEN = -1;

    private final Variables variables;
    private final long[] shared;

    /** With these variables; {@code shared} is how many shared costs there are. */
    Evaluation(Variables variables, int shared) {
        this.variables = variables;
        this.shared = new long[shared];
        Arrays.fill(this.shared, OPEN);
    }

    Variables variables() {
        return variables;
    }

    long once(Cost.Shared cost) {
        long known = shared[cost.index()];
        if (known == OPEN) {
            known = cost.cost().of(this);
            shared[cost.index()] = known;
        }
        return known;
    }

    /** The one of the costs that is the largest. */
    Cost largest(List<Cost> costs) {
        Cost largest = Cost.NONE;
        long most = 0;
        for (Cost cost : costs) {
            long amount = cost.of(this);
            if (amount > most) {
                most = amount;
                largest = cost;
            }
        }
        return largest;
    }
}
