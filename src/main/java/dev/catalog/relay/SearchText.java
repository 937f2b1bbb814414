package dev.catalog.relay;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The form in which texts are searched: lower case words without accents, set apart by spaces.
 * <p>The same form is made twice, by {@link #normalize} of what a client types and by the expression of {@link #sql} of
 * what the database holds, and both give the same words for the same text. The expression uses immutable built-in
 * functions alone, so that an index can hold it without an extension or a function of ours, and its result does not
 * depend on the database's locale. Index definitions repeat it: to change a constant here is to rebuild those indexes.
 */
public final class SearchText {

    /** Letters and digits of a word that count; what follows is cut off. PostgreSQL refuses a word of over 2 kB. */
    static final int MAX_WORD_LENGTH = 64;

    /** Characters of a text that count. At four bytes each they stay below the megabyte that a tsvector may hold. */
    static final int MAX_TEXT_LENGTH = 200_000;

    /** Accents and other marks, and what is invisible within a word. */
    private static final CharacterSet MARKS = CharacterSet.of(
            "AD 300-36F 483-489 591-5BD 5BF 5C1-5C2 5C4-5C5 5C7 610-61A 61C 64B-65F 670 180B-180F 1AB0-1AFF 1DC0-1DFF "
                    + "200C-200F 202A-202E 2060-206F 20D0-20FF FE00-FE0F FE20-FE2F FEFF E0000-E01EF");

    /** White space but for the space itself, punctuation, symbols and emoji. */
    private static final CharacterSet SEPARATORS = CharacterSet.of(
            "1-1F 21-2F 3A-60 7B-BF D7 F7 2B0-2FF 37E 55A-55F 589-58A 5BE 5C0 5C3 5C6 5F3-5F4 600-60F 61B-61F 66A-66D 6D4 "
                    + "964-965 E3F 1680 2000-2BFF 2E00-2E7F 2FF0-3004 3008-3020 3030 303D-303F 30A0 30FB FD3E-FD3F "
                    + "FE10-FE1F FE30-FE6F FFF0-FFFF 1F000-1FBFF");

    /** Where letters may occur that {@link #LETTERS} and {@link #LIGATURES} speak of; other texts are spared the work. */
    private static final CharacterSet SPECIAL = CharacterSet.of(
            "C6 D0 D8 DE-DF E6 F0 F8 FE 110-111 126-127 131 141-142 152-153 166-167 1E2-1E3 1FC-1FF 370-3FF 400-52F "
                    + "531-556 1E9E 1F00-1FFF 2126");

    /** Letters that have no accent to take off, or a lower case that only some locales know, and what they become. */
    private static final Letters LETTERS = Letters.of("ÆæÐðØøÞþẞĐđĦħıŁłŒŦŧς", "ææddooþþßddhhillœttσ")
            .shifted(range(0x391, 0x3A1), 32)
            .shifted(range(0x3A3, 0x3A9), 32)
            .shifted(range(0x400, 0x40F), 80)
            .shifted(range(0x410, 0x42F), 32)
            .shifted(range(0x48A, 0x4BF).filter(SearchText::isEven), 1)
            .shifted(range(0x4C1, 0x4CD).filter(letter -> !isEven(letter)), 1)
            .shifted(range(0x4D0, 0x52F).filter(SearchText::isEven), 1)
            .shifted(range(0x531, 0x556), 48);

    /** Letters that become two. */
    private static final List<Ligature> LIGATURES =
            List.of(new Ligature("ß", "ss"), new Ligature("æ", "ae"), new Ligature("œ", "oe"), new Ligature("þ", "th"));

    /** The marks, and the apostrophe of an English genitive: {@code men's} is one word, {@code l'eau} are two. */
    private static final String REMOVED = "%s+|[''\\u2019](?=s([^a-z0-9]|$))";

    private static final Pattern JAVA_REMOVED =
            Pattern.compile(REMOVED.replace("''", "'").formatted(MARKS.javaClass()));
    private static final Pattern JAVA_SEPARATORS = Pattern.compile(SEPARATORS.javaClass() + "+");
    private static final Pattern JAVA_SPECIAL = Pattern.compile(SPECIAL.javaClass());
    private static final Pattern JAVA_LONG_WORD = Pattern.compile("([^ ]{%d})[^ ]+".formatted(MAX_WORD_LENGTH));
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x{0}\\x{D800}-\\x{DFFF}]");

    private SearchText() {}

    /** The words of a text, in its order. A NUL and half a surrogate pair, which no text in PostgreSQL holds, part words. */
    public static List<String> words(String text) {
        return Stream.of(normalize(text).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The text in the form that is searched; there may be several spaces between words, and some at either end. */
    static String normalize(String text) {
        String storable = UNSTORABLE.matcher(text).replaceAll(" ");
        String plain = asciiLowerCase(left(Normalizer.normalize(storable, Normalizer.Form.NFKD), MAX_TEXT_LENGTH));
        plain = JAVA_REMOVED.matcher(plain).replaceAll("");
        plain = JAVA_SEPARATORS.matcher(plain).replaceAll(" ");
        if (JAVA_SPECIAL.matcher(storable).find()) {
            plain = LETTERS.translate(plain);
            for (Ligature ligature : LIGATURES) {
                plain = plain.replace(ligature.letter(), ligature.letters());
            }
        }
        return JAVA_LONG_WORD.matcher(plain).replaceAll("$1");
    }

    /**
     * The SQL expression of {@link #normalize}, of type text, for the text that another expression gives.
     *
     * @param text an immutable SQL expression of type text
     */
    static String sql(String text) {
        // Most texts are ASCII and spared the decomposition, a quarter of the work.
        String decomposed = "CASE WHEN octet_length(%1$s) = length(%1$s) THEN %1$s ELSE normalize(%1$s, NFKD) END"
                .formatted("(" + text + ")");
        String plain = "lower(left(%s, %d) COLLATE \"C\")".formatted(decomposed, MAX_TEXT_LENGTH);
        plain = "regexp_replace(%s, '%s', '', 'g')".formatted(plain, REMOVED.formatted(MARKS.sqlClass()));
        plain = "regexp_replace(%s, '%s+', ' ', 'g')".formatted(plain, SEPARATORS.sqlClass());
        String special = "translate(%s, '%s', '%s')".formatted(plain, LETTERS.from(), LETTERS.to());
        for (Ligature ligature : LIGATURES) {
            special = "replace(%s, '%s', '%s')".formatted(special, ligature.letter(), ligature.letters());
        }
        return "regexp_replace(CASE WHEN (%s) COLLATE \"C\" ~ '%s' THEN %s ELSE %s END, '([^ ]{%d})[^ ]+', '\\1', 'g')"
                .formatted(text, SPECIAL.sqlClass(), special, plain, MAX_WORD_LENGTH);
    }

    private static String asciiLowerCase(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    private static String left(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private static IntStream range(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }

    private static boolean isEven(int letter) {
        return letter % 2 == 0;
    }

    private record Ligature(String letter, String letters) {}

    /** Letters and their replacements, one for one, as SQL's {@code translate} takes them. */
    private record Letters(String from, String to) {

        static Letters of(String from, String to) {
            return new Letters(from, to);
        }

        Letters shifted(IntStream letters, int distance) {
            String more = letters.mapToObj(Character::toString).collect(Collectors.joining());
            String moved = more.codePoints()
                    .map(letter -> letter + distance)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            return new Letters(from + more, to + moved);
        }

        String translate(String text) {
            StringBuilder translated = new StringBuilder(text);
            for (int i = 0; i < translated.length(); i++) {
                int place = from.indexOf(translated.charAt(i));
                if (place >= 0) {
                    translated.setCharAt(i, to.charAt(place));
                }
            }
            return translated.toString();
        }
    }

    /** A set of characters, written as hexadecimal code points and ranges of them. */
    private record CharacterSet(List<int[]> ranges) {

        static CharacterSet of(String ranges) {
            return new CharacterSet(Stream.of(ranges.split(" "))
                    .map(range -> Stream.of(range.split("-"))
                            .mapToInt(end -> Integer.parseInt(end, 16))
                            .toArray())
                    .toList());
        }

        String javaClass() {
            return bracketed("\\x{%X}", "\\x{%X}");
        }

        String sqlClass() {
            return bracketed("\\u%04X", "\\U%08X");
        }

        private String bracketed(String shortFormat, String longFormat) {
            return ranges.stream()
                    .map(range -> IntStream.of(range)
                            .mapToObj(c -> (c <= 0xFFFF ? shortFormat : longFormat).formatted(c))
                            .collect(Collectors.joining("-")))
                    .collect(Collectors.joining("", "[", "]"));
        }
    }
}
