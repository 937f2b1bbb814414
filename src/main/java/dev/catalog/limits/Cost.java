package dev.catalog.limits;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a part of an operation costs. It is one number as soon as no variable has a say in it; of what is left over, only the
 * sums and products around variables are kept.
 */
sealed interface Cost {

    Cost NONE = new Known(0, null);

    long of(Evaluation evaluation);

    /** The path to what costs most in it. */
    @Nullable
    FieldPath costliest(Evaluation evaluation);

    static Cost known(long amount) {
        return amount == 0 ? NONE : new Known(amount, null);
    }

    /** All of them. */
    static Cost sum(List<Cost> costs) {
        List<Cost> terms = new ArrayList<>();
        Known known = new Known(0, null);
        long largest = -1;
        for (Cost cost : costs) {
            if (cost instanceof Known one) {
                boolean isLargest = one.path != null && one.amount > largest;
                largest = isLargest ? one.amount : largest;
                known = new Known(Figure.sum(known.amount, one.amount), isLargest ? one.path : known.path);
            } else {
                terms.add(cost);
            }
        }
        if (terms.isEmpty()) {
            return known.amount == 0 ? NONE : known;
        }
        if (known.amount > 0) {
            terms.add(known);
        }
        return terms.size() == 1 ? terms.getFirst() : new Sum(List.copyOf(terms));
    }

    /** One of them, whichever is the largest. */
    static Cost most(List<Cost> costs) {
        return costs.size() == 1 ? costs.getFirst() : fold(new Most(List.copyOf(costs)), costs);
    }

    /** That many times the cost. */
    static Cost times(Size size, Cost cost) {
        if (isNone(cost)) {
            return NONE;
        }
        return size instanceof Size.Known ? fold(new Times(size, cost), List.of(cost)) : new Times(size, cost);
    }

    /** The cost under a field's key. */
    static Cost under(String key, Cost cost) {
        return isNone(cost) ? NONE : fold(new Under(key, cost), List.of(cost));
    }

    /** The cost where the variable has this value or is not known. */
    static Cost given(String variable, boolean wanted, Cost cost) {
        return isNone(cost) ? NONE : new Given(variable, wanted, cost);
    }

    private static boolean isNone(Cost cost) {
        return cost instanceof Known known && known.amount == 0;
    }

    private static Cost fold(Cost cost, List<Cost> parts) {
        if (!parts.stream().allMatch(Known.class::isInstance)) {
            return cost;
        }
        Evaluation nothing = Evaluation.UNKNOWN;
        long amount = cost.of(nothing);
        return amount == 0 ? NONE : new Known(amount, cost.costliest(nothing));
    }

    record Known(long amount, @Nullable FieldPath path) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            return amount;
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return path;
        }
    }

    record Sum(List<Cost> terms) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            long sum = 0;
            for (Cost term : terms) {
                sum = Figure.sum(sum, term.of(evaluation));
            }
            return sum;
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return evaluation.largest(terms).costliest(evaluation);
        }
    }

    record Most(List<Cost> choices) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            long most = 0;
            for (Cost choice : choices) {
                most = Math.max(most, choice.of(evaluation));
            }
            return most;
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return evaluation.largest(choices).costliest(evaluation);
        }
    }

    record Times(Size size, Cost cost) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            return Figure.product(size.of(evaluation.variables()), cost.of(evaluation));
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return cost.costliest(evaluation);
        }
    }

    record Under(String key, Cost cost) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            return cost.of(evaluation);
        }

        @Override
        public FieldPath costliest(Evaluation evaluation) {
            return new FieldPath(key, cost.costliest(evaluation));
        }
    }

    record Given(String variable, boolean wanted, Cost cost) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            Boolean truth = evaluation.variables().truth(variable);
            return truth == null || truth == wanted ? cost.of(evaluation) : 0;
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return cost.costliest(evaluation);
        }
    }

    /** A cost that several places share: worked out once an evaluation. */
    record Shared(int index, Cost cost) implements Cost {

        @Override
        public long of(Evaluation evaluation) {
            return evaluation.once(this);
        }

        @Override
        public @Nullable FieldPath costliest(Evaluation evaluation) {
            return cost.costliest(evaluation);
        }
    }
}
