package dev.catalog.relay;

import java.lang.Character.UnicodeScript;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The corrections of a misspelt word: every word that one slip of the hand could have turned into it, which is to swap
 * two neighbours, to miss or double a key, or to hit a wrong one.
 * <p>A short word has too many neighbours: below {@value #MIN_LENGTH} letters it is only unswapped, below three it is
 * taken as typed, and so is a word with a digit, which rather names another model than a misspelt one.
 */
final class Corrections {

    private static final int MIN_LENGTH = 4;
    private static final int MAX_LENGTH = 20;

    /** From this length a correction need only start a word, as the word itself need; a shorter one is a whole word. */
    private static final int MIN_PREFIX_LENGTH = 5;

    private Corrections() {}

    /** The operands of a tsquery that match the word and its corrections. */
    static Stream<String> operands(String word) {
        int length = word.length();
        Stream<String> asTyped = Stream.of(startOf(word));
        if (length < 3 || length > MAX_LENGTH || !word.chars().allMatch(Character::isLetter)) {
            return asTyped;
        }
        Stream<String> swapped = Stream.concat(asTyped, swapped(word).map(Corrections::startOf));
        if (length < MIN_LENGTH) {
            return swapped;
        }
        String alphabet = alphabet(word.charAt(0));
        Stream<String> others = Stream.of(shortened(word), lengthened(word, alphabet), replaced(word, alphabet))
                .flatMap(corrections -> corrections)
                .map(correction -> correction.length() < MIN_PREFIX_LENGTH ? whole(correction) : startOf(correction));
        return Stream.concat(swapped, others).distinct();
    }

    private static Stream<String> swapped(String word) {
        return IntStream.range(0, word.length() - 1)
                .mapToObj(i -> word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
    }

    private static Stream<String> shortened(String word) {
        return IntStream.range(0, word.length()).mapToObj(i -> word.substring(0, i) + word.substring(i + 1));
    }

    private static Stream<String> lengthened(String word, String alphabet) {
        return IntStream.rangeClosed(0, word.length())
                .boxed()
                .flatMap(i -> letters(alphabet).map(letter -> word.substring(0, i) + letter + word.substring(i)));
    }

    private static Stream<String> replaced(String word, String alphabet) {
        return IntStream.range(0, word.length())
                .boxed()
                .flatMap(i -> letters(alphabet).map(letter -> word.substring(0, i) + letter + word.substring(i + 1)));
    }

    private static Stream<String> letters(String alphabet) {
        return alphabet.chars().mapToObj(Character::toString);
    }

    /** The letters that a wrong key may stand for. Of scripts without an entry, slips within the word alone are corrected. */
    private static String alphabet(char letter) {
        return switch (UnicodeScript.of(letter)) {
            case LATIN -> range('a', 'z');
            case GREEK -> range('α', 'ω');
            case CYRILLIC -> range('а', 'я') + "іє";
            default -> "";
        };
    }

    private static String range(char first, char last) {
        return IntStream.rangeClosed(first, last).mapToObj(Character::toString).collect(Collectors.joining());
    }

    static String startOf(String word) {
        return "'" + word + "':*";
    }

    private static String whole(String word) {
        return "'" + word + "'";
    }
}
