package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.TestServers;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SearchTextTests {

    private static final int RANDOM_TEXTS = 2_000;
    private static final String INTERESTING =
            " \t'\"\\:*&|!()<>-_.%$ſßẞæÆœŒøØłŁđĐþÞðÐıİςΣΩΩἈёЁйЙґҐЖњԱև™²½ﬁ①Ａｂ\u00A0\u00AD\u0085\u1680\u2028\u3000\u200B\u200D\uFEFF’'s";

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestServers.postgresUrl()));

    @ParameterizedTest
    @CsvSource({
        "Crème BRÛLÉE, creme brulee",
        "Straße ÆON Œuvre, strasse aeon oeuvre",
        "Łódź Øre Đuro, lodz ore duro",
        "İstanbul ılık, istanbul ilik",
        "Ёлка ЖУК Їжак, елка жук іжак",
        "Ἀθήνα ΟΔΟΣ οδός, αθηνα οδοσ οδοσ",
        "men's chef’s l'eau d’or, mens chefs l eau d or",
        "USB-C 1.5m (2-pack) 50%, usb c 1 5m 2 pack 50",
        "Ｆｕｌｌ ﬁne m² LEGO™, full fine m2 legotm",
        "🔥Lamp🔥 ☕ Mug!, lamp mug",
        "東京タワー 한국, 東京タワー 한국",
        "soft\u00ADhyphen zero\u200Bwidth no\u00A0break, softhyphen zero width no break",
    })
    void wordsAreLowerCaseWithoutAccentsAndPunctuation(String text, String words) {
        assertThat(String.join(" ", SearchText.words(text))).isEqualTo(String.join(" ", decomposed(words)));
    }

    @Test
    void longWordIsCutAtItsSixtyFourthLetter() {
        assertThat(SearchText.words("x".repeat(70) + " y")).containsExactly("x".repeat(64), "y");
    }

    @Test
    void nulAndHalfSurrogatePairPartWords() {
        assertThat(SearchText.words("a\0b\uD83Dc")).containsExactly("a", "b", "c");
    }

    @Test
    void databaseFindsTheSameWordsInAnyText() {
        Random random = new Random(20_260_101);
        List<String> texts = IntStream.range(0, RANDOM_TEXTS)
                .mapToObj(i -> randomText(random))
                .toList();

        assertThat(wordsInDatabase(texts))
                .isEqualTo(texts.stream()
                        .map(text -> String.join(" ", SearchText.words(text)))
                        .toList());
    }

    @Test
    void databaseFindsTheSameWordsForEachCharacter() {
        List<String> texts = IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> Character.isDefined(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .mapToObj(c -> "a" + Character.toString(c) + "b")
                .toList();

        assertThat(wordsInDatabase(texts))
                .isEqualTo(texts.stream()
                        .map(text -> String.join(" ", SearchText.words(text)))
                        .toList());
    }

    private List<String> wordsInDatabase(List<String> texts) {
        String sql = "select btrim(regexp_replace(" + SearchText.sql("t.text")
                + ", ' +', ' ', 'g')) from unnest(:texts) with ordinality as t(text, place) order by place";
        return jdbc.sql(sql)
                .param("texts", texts.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static String randomText(Random random) {
        return IntStream.range(0, random.nextInt(1, 40))
                .mapToObj(i -> randomCharacter(random))
                .collect(Collectors.joining());
    }

    private static String randomCharacter(Random random) {
        int[] interesting = INTERESTING.codePoints().toArray();
        int character = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(1, 0x80);
            case 1 -> interesting[random.nextInt(interesting.length)];
            case 2 -> random.nextInt(0x80, 0x3100);
            default -> random.nextInt(0x3100, 0x30000);
        };
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Character.toString(Character.isDefined(character) && !surrogate ? character : ' ');
    }

    private static List<String> decomposed(String words) {
        return Stream.of(words.split(" "))
                .map(word -> java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFKD))
                .toList();
    }
}
