package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SearchSqlTests {

    private static final SearchDocument GOODS = new SearchDocument("goods", "name", "description");
    private static final SearchSql PLAIN = new SearchSql(null);
    private static final SearchSql WITH_TRIGRAMS = new SearchSql("odd \"place");

    private static final List<String> NAMES = List.of(
            "Brass Desk Lamp",
            "Desk Lamps",
            "Lamb Skin",
            "Laptop Sleeve",
            "Oak Chair",
            "Office Chairs",
            "Wireless Headphones",
            "Mechanical Keyboard",
            "Bluetooth Speaker",
            "Espresso Machine",
            "Coffee Mug",
            "Stainless Steel Bottle",
            "Hiking Backpack",
            "Camera Mount",
            "Refrigerator",
            "Phone 14",
            "Phone 15",
            "Crème Brûlée Set",
            "Men's Jacket",
            "Ёлка",
            "TV Stand",
            "Accessories Kit",
            "Photographic Paper");

    private static JdbcClient jdbc;

    @BeforeAll
    static void stockGoods() {
        jdbc = JdbcClient.create(new DriverManagerDataSource(TestServers.newDatabase()));
        jdbc.sql("create schema \"odd \"\"place\"").update();
        jdbc.sql("create extension pg_trgm schema \"odd \"\"place\"").update();
        jdbc.sql("create table goods (id bigserial, name varchar not null, description text)")
                .update();
        NAMES.forEach(name -> jdbc.sql("insert into goods (name) values (:name)")
                .param("name", name)
                .update());
        jdbc.sql("update goods set description = 'Fits every table lamp' where name = 'Camera Mount'")
                .update();
    }

    @ParameterizedTest
    @CsvSource({
        "lamp, Brass Desk Lamp;Desk Lamps;Camera Mount",
        "LAMP des, Brass Desk Lamp;Desk Lamps",
        "lamp mount, Camera Mount",
        "creme brulee, Crème Brûlée Set",
        "Crème, Crème Brûlée Set",
        "mens, Men's Jacket",
        "men's, Men's Jacket",
        "елка, Ёлка",
        "TABLE-LAMP, Camera Mount",
    })
    void eachWordStartsAWordOfNameOrDescription(String search, String names) {
        assertThat(found(WITH_TRIGRAMS, search)).containsExactlyInAnyOrder(names.split(";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amp", "zzz", "lamp zzz", "lamp & !oak | ((", "brass <-> chair", "'", "\\", "\\'", "':*",
                        "'; drop table goods; --",
                "%", "_", "\0", "?!", "$$", "\uD83D", "lamp\0zzz", ":searchWords zzz", "{fn now()}", "🔥"
            })
    void searchWithoutAMatchFindsNothing(String search) {
        assertThat(found(WITH_TRIGRAMS, search)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!lamp & desk",
                "lamp | desk",
                "'lamp':* desk",
                "(lamp) \"desk\"",
                "\\lamp\\ desk\0",
                "-lamp +desk:A"
            })
    void operatorsAndQuotesOnlyPartWords(String search) {
        assertThat(found(WITH_TRIGRAMS, search.replace(":A", "")))
                .containsExactlyInAnyOrder("Brass Desk Lamp", "Desk Lamps");
    }

    @ParameterizedTest
    @CsvSource({
        "lapm, Brass Desk Lamp;Desk Lamps",
        "lmap, Brass Desk Lamp;Desk Lamps",
        "lambp, Brass Desk Lamp;Lamb Skin",
        "desk lapm, Brass Desk Lamp;Desk Lamps",
        "chiar, Oak Chair;Office Chairs",
        "chari, Oak Chair;Office Chairs",
        "charir, Oak Chair;Office Chairs",
        "headphnes, Wireless Headphones",
        "haedphones, Wireless Headphones",
        "hedphones wirless, Wireless Headphones",
        "keybord, Mechanical Keyboard",
        "keyborad, Mechanical Keyboard",
        "bleutooth, Bluetooth Speaker",
        "bluetoth speker, Bluetooth Speaker",
        "expresso, Espresso Machine",
        "cofee, Coffee Mug",
        "mgu, Coffee Mug",
        "stainles stel, Stainless Steel Bottle",
        "backpak, Hiking Backpack",
        "camra, Camera Mount",
        "refridgerator, Refrigerator",
        "jakcet, Men's Jacket",
        "ёкла, Ёлка",
    })
    void oneSlipAWordIsCorrectedWithAndWithoutTrigrams(String search, String names) {
        assertThat(found(PLAIN, search)).containsExactlyInAnyOrder(names.split(";"));
        assertThat(found(WITH_TRIGRAMS, search)).containsExactlyInAnyOrder(names.split(";"));
    }

    @ParameterizedTest
    @CsvSource({
        "headfones, Wireless Headphones",
        "wirless headfones, Wireless Headphones",
        "acesories, Accessories Kit",
        "fotographic paper, Photographic Paper",
        "stainlesssteel, Stainless Steel Bottle",
    })
    void severalSlipsInALongWordNeedTrigrams(String search, String names) {
        assertThat(found(WITH_TRIGRAMS, search)).containsExactlyInAnyOrder(names.split(";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qwertyuiop",
                "zzzz",
                "xy",
                "tx",
                "phone 16",
                "phone 1a",
                "brass lamp zzzzz",
                "?!",
                "vegetable",
                "\0"
            })
    void farWordFindsNothing(String search) {
        assertThat(found(PLAIN, search)).isEmpty();
        assertThat(found(WITH_TRIGRAMS, search)).isEmpty();
    }

    @Test
    void misspellingIsCorrectedWithinTheList() {
        assertThat(names(WITH_TRIGRAMS, "g.id > 2", "g.id", "lamp")).containsExactly("Camera Mount");
        assertThat(names(WITH_TRIGRAMS, "g.description is null and g.id > 2", "g.id", "lamp"))
                .containsExactly("Lamb Skin");
        assertThat(names(WITH_TRIGRAMS, "g.id > 3", "g.id", "desk lapm")).isEmpty();
    }

    @Test
    void longestSearchOfManyMisspeltWordsIsAnswered() {
        assertThat(found(WITH_TRIGRAMS, "lapmq ".repeat(33))).isEmpty();
        assertThat(found(WITH_TRIGRAMS, distinctWords())).isEmpty();
        assertThat(found(WITH_TRIGRAMS, "x".repeat(200))).isEmpty();
        assertThat(found(WITH_TRIGRAMS, "ﷺ".repeat(200))).isEmpty();
    }

    @Test
    void bestFittingNameRanksFirst() {
        assertThat(ranked(WITH_TRIGRAMS, "lamp")).containsExactly("Brass Desk Lamp", "Desk Lamps", "Camera Mount");
        assertThat(ranked(PLAIN, "lamp")).containsExactly("Brass Desk Lamp", "Desk Lamps", "Camera Mount");
        assertThat(ranked(PLAIN, "desk lamp")).containsExactly("Brass Desk Lamp", "Desk Lamps");
        assertThat(ranked(PLAIN, "desk")).containsExactly("Desk Lamps", "Brass Desk Lamp");
    }

    private static String distinctWords() {
        StringBuilder words = new StringBuilder();
        for (char c = 'a'; words.length() < 190; c++) {
            words.append(String.valueOf(c).repeat(9))
                    .append(" lmp".charAt(c % 4))
                    .append("qq ");
        }
        return words.toString().strip();
    }

    private static List<String> found(SearchSql sql, String search) {
        return names(sql, "true", "g.id", search);
    }

    private static List<String> ranked(SearchSql sql, String search) {
        return names(sql, "true", sql.rank(GOODS, "g") + " desc", search);
    }

    private static List<String> names(SearchSql sql, String list, String order, String search) {
        Map<String, Object> parameters = sql.parameters(SearchTerms.parse(search));
        return jdbc.sql("select g.name from goods g where " + list + " and " + sql.matches(GOODS, "g", list)
                        + " order by " + order)
                .params(parameters)
                .query(String.class)
                .list();
    }
}
