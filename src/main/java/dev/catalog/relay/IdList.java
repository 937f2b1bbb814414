package dev.catalog.relay;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists of ids that a client gives. */
public final class IdList {

    /** How many ids one list may hold. */
    public static final int LARGEST = 100;

    private IdList() {}

    /**
     * The keys of the rows that the ids name, in ascending order, each once; null where no list is given.
     * Throws {@link BadUserInputException} where there are too many or one is not of this type.
     */
    public static @Nullable List<Long> databaseIds(@Nullable List<String> ids, String typeName, String argument) {
        if (ids == null) {
            return null;
        }
        checkSize(ids, argument);
        return IntStream.range(0, ids.size())
                .mapToObj(i -> GlobalId.databaseId(ids.get(i), typeName, argument + "[" + i + "]"))
                .distinct()
                .sorted()
                .toList();
    }

    /** Throws {@link BadUserInputException} where the list holds more than {@value #LARGEST} ids. */
    public static void checkSize(List<?> ids, String argument) {
        if (ids.size() > LARGEST) {
            throw BadUserInputException.of(argument, "must hold at most " + LARGEST + " ids, not " + ids.size());
        }
    }
}
