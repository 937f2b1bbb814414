package dev.catalog.relay;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Input that breaks a bound of the contract, answered as {@code BAD_USER_INPUT}.
 * <p>The message reaches the client as it stands: it names the argument and its bound, and nothing of the inside.
 */
public final class BadUserInputException extends RuntimeException {

    private static final Pattern NAME_OR_INDEX = Pattern.compile("[^.\\[\\]]+");

    private final transient List<Object> argumentPath;

    public BadUserInputException(String message) {
        this(message, List.of());
    }

    private BadUserInputException(String message, List<Object> argumentPath) {
        super(message);
        this.argumentPath = argumentPath;
    }

    /**
     * What is wrong with an argument; the message is both in a row.
     *
     * @param argument the argument, or the place within it, such as {@code filter.ids[1]}
     * @param problem what is wrong with it, such as {@code is not an id}
     */
    public static BadUserInputException of(String argument, String problem) {
        List<Object> path = NAME_OR_INDEX
                .matcher(argument)
                .results()
                .map(MatchResult::group)
                .map(BadUserInputException::segment)
                .toList();
        return new BadUserInputException(argument + " " + problem, path);
    }

    /**
     * The path of the offending value among the field's arguments, names and indexes, such as {@code ["filter", "ids", 1]}.
     * Empty where no argument is at fault.
     */
    public List<Object> argumentPath() {
        return argumentPath;
    }

    private static Object segment(String nameOrIndex) {
        return Character.isDigit(nameOrIndex.charAt(0)) ? Integer.valueOf(nameOrIndex) : nameOrIndex;
    }
}
