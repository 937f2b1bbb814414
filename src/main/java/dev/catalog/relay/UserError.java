package dev.catalog.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the input of a mutation, told in its payload.
 *
 * @param field the path within the input; null where it is not one field's fault
 * @param message what is wrong, for people
 * @param code what is wrong, for programs
 */
public record UserError(@Nullable List<String> field, String message, UserErrorCode code) {

    /** An error of one field of the input itself. */
    public static UserError of(String field, UserErrorCode code, String message) {
        return new UserError(List.of(field), message, code);
    }
}
