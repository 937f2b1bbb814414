package dev.catalog.limits;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.Value;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one operation as far as its cost depends on them, as the client sent them: one that does not fit its type
 * is refused later, and is judged here as the costliest that would fit.
 */
sealed interface Variables {

    /** Of an operation that nothing is known about but its document. */
    Variables UNKNOWN = new Unknown();

    /** The size of the page that the variable names, within the bounds of pages; null where it names none. */
    @Nullable
    Long pageSize(String variable);

    /** How many items the variable's list has. */
    long length(String variable);

    /** Whether the variable is true; null where that is not known. */
    @Nullable
    Boolean truth(String variable);

    /** Those sent, and the defaults of those that were not. */
    static Variables of(Map<String, Object> sent, Map<String, Value<?>> defaults) {
        return new Sent(sent, defaults);
    }

    /** The costliest that there can be. */
    record Unknown() implements Variables {

        @Override
        public Long pageSize(String variable) {
            return Size.LARGEST_PAGE;
        }

        @Override
        public long length(String variable) {
            return Size.LONGEST_LIST;
        }

        @Override
        public @Nullable Boolean truth(String variable) {
            return null;
        }
    }

    record Sent(Map<String, Object> sent, Map<String, Value<?>> defaults) implements Variables {

        private @Nullable Object value(String variable) {
            return sent.containsKey(variable) ? sent.get(variable) : defaults.get(variable);
        }

        @Override
        public @Nullable Long pageSize(String variable) {
            return switch (value(variable)) {
                case null -> null;
                case NullValue _ -> null;
                case Integer size -> Size.page(size);
                case IntValue size -> Size.page(size.getValue());
                default -> Size.LARGEST_PAGE;
            };
        }

        @Override
        public long length(String variable) {
            return switch (value(variable)) {
                case null -> 0;
                case NullValue _ -> 0;
                case Collection<?> list -> Size.list(list.size());
                case ArrayValue list -> Size.list(list.getValues().size());
                default -> 1;
            };
        }

        @Override
        public @Nullable Boolean truth(String variable) {
            return switch (value(variable)) {
                case Boolean truth -> truth;
                case BooleanValue truth -> truth.isValue();
                case null, default -> null;
            };
        }
    }
}
