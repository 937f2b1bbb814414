package dev.catalog.relay;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a client searches for: the distinct words of its search, in the form of {@link SearchText} and in its order.
 * <p>Two searches with equal terms have equal results. Without a word, as in {@code "?!"}, nothing matches.
 *
 * @param words the words, none of them blank, none holding a space, a quote or a backslash
 */
public record SearchTerms(List<String> words) {

    /** Characters that a search may have. */
    public static final int MAX_LENGTH = 200;

    /** Words that are corrected; a misspelt one beyond them is not found. It bounds the size of the query. */
    private static final int MAX_CORRECTED_WORDS = 8;

    private static final Pattern BLANK = Pattern.compile("\\p{IsWhite_Space}*");

    public SearchTerms {
        words = List.copyOf(words);
    }

    /**
     * Takes a search apart. Operators, quotes and the like are white space here.
     *
     * @throws BadUserInputException if the search is blank or longer than {@value #MAX_LENGTH} characters
     */
    public static SearchTerms parse(String search) {
        if (BLANK.matcher(search).matches()) {
            throw BadUserInputException.of("filter.search", "must not be blank");
        }
        if (search.codePointCount(0, search.length()) > MAX_LENGTH) {
            throw BadUserInputException.of("filter.search", "must have at most " + MAX_LENGTH + " characters");
        }
        return new SearchTerms(SearchText.words(search).stream().distinct().toList());
    }

    /** The tsquery, as text, of the documents in which each word starts a word. */
    String exactQuery() {
        return words.stream().map(Corrections::startOf).collect(Collectors.joining(" & "));
    }

    /** The tsquery, as text, of the names in which each word or a correction of it starts a word. */
    String nearQuery() {
        String corrected = words.stream()
                .limit(MAX_CORRECTED_WORDS)
                .map(word -> Corrections.operands(word).collect(Collectors.joining(" | ", "(", ")")))
                .collect(Collectors.joining(" & "));
        return words.stream()
                .skip(MAX_CORRECTED_WORDS)
                .map(word -> " & " + Corrections.startOf(word))
                .collect(Collectors.joining("", corrected, ""));
    }

    /** The words with a space between them. */
    String text() {
        return String.join(" ", words);
    }

    /**
     * The longest word, by which a search by trigrams is narrowed. Empty where that search finds nothing: without a word,
     * or where one has a digit, as trigrams tell two models' numbers badly apart.
     */
    String trigramWord() {
        return words.stream().allMatch(word -> word.codePoints().allMatch(Character::isLetter))
                ? words.stream().max(Comparator.comparingInt(String::length)).orElse("")
                : "";
    }
}
