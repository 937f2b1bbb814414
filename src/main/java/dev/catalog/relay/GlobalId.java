package dev.catalog.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An identifier that is unique among all objects: the type's name and the row's key, opaque to clients.
 *
 * @param typeName the GraphQL type's name
 * @param databaseId the row's key
 */
public record GlobalId(String typeName, long databaseId) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern DECODED = Pattern.compile("([A-Za-z]+):(-?[0-9]{1,19})");
    private static final int LONGEST = 128;

    /** Reads a global id. Throws {@link BadUserInputException} naming the argument where the text is none. */
    public static GlobalId parse(String text, String argument) {
        return decode(text)
                .filter(id -> id.toString().equals(text))
                .orElseThrow(() -> BadUserInputException.of(argument, "is not a global id"));
    }

    /**
     * Reads the key of a row out of a global id of this type or a database id.
     * Throws {@link BadUserInputException} naming the argument where the text is neither.
     */
    public static long databaseId(String text, String typeName, String argument) {
        if (NUMBER.matcher(text).matches()) {
            return number(text)
                    .orElseThrow(() -> BadUserInputException.of(argument, "is not an id: it exceeds 64 bits"));
        }
        GlobalId id = decode(text)
                .filter(decoded -> decoded.toString().equals(text))
                .orElseThrow(() -> BadUserInputException.of(argument, "is not an id"));
        if (!id.typeName.equals(typeName)) {
            throw BadUserInputException.of(argument, "is the id of another type than " + typeName);
        }
        return id.databaseId;
    }

    private static Optional<GlobalId> decode(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Matcher matcher = DECODED.matcher(new String(bytes, StandardCharsets.US_ASCII));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            return number(matcher.group(2)).map(key -> new GlobalId(matcher.group(1), key));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }

    private static Optional<Long> number(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return Optional.empty(); // beyond 64 bits
        }
    }

    /** The opaque text. */
    @Override
    public String toString() {
        byte[] bytes = (typeName + ":" + databaseId).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
