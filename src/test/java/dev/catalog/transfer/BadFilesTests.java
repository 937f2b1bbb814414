package dev.catalog.transfer;

import static dev.catalog.transfer.ImportDatabase.category;
import static dev.catalog.transfer.ImportDatabase.file;
import static dev.catalog.transfer.ImportDatabase.files;
import static dev.catalog.transfer.ImportDatabase.gzip;
import static dev.catalog.transfer.ImportDatabase.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults are told by file, line, field and reason; the catalog that was there stays. */
class BadFilesTests {

    private static final String LAMPS = category("lamps");
    private static final String BRASS_LAMP = product("Brass lamp", "lamps");

    private static final ImportDatabase DATABASE = new ImportDatabase();

    @BeforeAll
    static void importOldCatalog() {
        DATABASE.importer().replace(files(category("old"), product("Old lamp", "old")), ImportProgress.NONE);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"badCategories", "badProducts", "badTexts", "badFiles"})
    void faultIsToldAndChangesNothing(CatalogSource source, String message) {
        List<Map<String, Object>> categories = DATABASE.categories();
        List<Map<String, Object>> products = DATABASE.products();

        assertThatThrownBy(() -> DATABASE.importer().replace(source, ImportProgress.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage(message);

        assertThat(DATABASE.categories()).isEqualTo(categories).hasSize(1);
        assertThat(DATABASE.products()).isEqualTo(products).hasSize(1);
        assertThat(DATABASE.events).hasSize(1);
    }

    private static Stream<Arguments> badCategories() {
        return Stream.of(
                badCategory("slug", "7", "slug: must be a string, not the number 7"),
                badCategory("slug", "null", "slug: must be a string, not null"),
                badCategory("slug", "\"\"", "slug: must not be blank"),
                badCategory("slug", text("x".repeat(256)), "slug: must have at most 255 characters, not 256"),
                badCategory("slug", text("lamps"), "slug: an earlier line has \"lamps\" already"),
                badCategory("name", "\"\u00a0\u2007\u3000\u0085\\t\"", "name: must not be blank"),
                badCategory("name", "\"a\\u0000b\"", "name: must not hold the character U+0000"),
                badCategory("name", "\"a\\ud83db\"", "name: must not hold half of a surrogate pair"),
                badCategory("name", text("💡".repeat(256)), "name: must have at most 255 characters, not 256"),
                badCategory("name", "[\"Lamps\"]", "name: must be a string, not a list"),
                badCategory("parent_slug", "true", "parent_slug: must be a string, not true"),
                badCategory(
                        "parent_slug",
                        text("later"),
                        "parent_slug: no earlier line has the category \"later\" (parents come first)"),
                badCategory(
                        "parent_slug",
                        text("self"),
                        "parent_slug: no earlier line has the category \"self\" (parents come first)"),
                badCategory("position", "\"1\"", integer("a string")),
                badCategory("position", "null", integer("null")),
                badCategory("position", "1.5", integer("the number 1.5")),
                badCategory("position", "2147483648", integer("the number 2147483648")),
                badCategory("active", "\"yes\"", "active: must be true or false, not a string"),
                badCategory("active", "null", "active: must be true or false, not null"),
                badCategory("active", "1", "active: must be true or false, not the number 1"));
    }

    private static Stream<Arguments> badProducts() {
        return Stream.of(
                badProduct("name", "\"   \"", "name: must not be blank"),
                badProduct("name", text("x".repeat(256)), "name: must have at most 255 characters, not 256"),
                badProduct("name", "{}", "name: must be a string, not an object"),
                badProduct("description", "false", "description: must be a string, not false"),
                badProduct("description", "\"\\u0000\"", "description: must not hold the character U+0000"),
                badProduct(
                        "description",
                        text("x".repeat(65_536)),
                        "description: must have at most 65535 characters, not 65536"),
                badProduct("price", "10.50", "price: must be a string, not the number 10.5"),
                badProduct("price", "null", "price: must be a string, not null"),
                badProduct("price", "\"\"", "price: must be a decimal number such as 10.50, not \"\""),
                badProduct("price", "\"1e3\"", "price: must be a decimal number such as 10.50, not \"1e3\""),
                badProduct("price", "\"1,50\"", "price: must be a decimal number such as 10.50, not \"1,50\""),
                badProduct("price", "\"NaN\"", "price: must be a decimal number such as 10.50, not \"NaN\""),
                badProduct("price", "\"٣.٥٠\"", "price: must be a decimal number such as 10.50, not \"٣.٥٠\""),
                badProduct("price", "\"10.505\"", "price: must not have more than 2 decimals: 10.505"),
                badProduct("price", "\"10.500\"", "price: must not have more than 2 decimals: 10.500"),
                badProduct("price", "\"0.00\"", "price: must be greater than 0: 0.00"),
                badProduct("price", "\"-1\"", "price: must be greater than 0: -1"),
                badProduct("price", "\"100000000\"", "price: must be at most 99999999.99: 100000000"),
                badProduct("category_slug", text("Lamps"), "category_slug: no category has the slug \"Lamps\""),
                badProduct("category_slug", text("old"), "category_slug: no category has the slug \"old\""),
                badProduct("category_slug", "null", "category_slug: must be a string, not null"),
                badProduct("featured", "\"true\"", "featured: must be true or false, not a string"),
                badProduct("active", "0", "active: must be true or false, not the number 0"),
                badProduct("created_at", "1767225600", "created_at: must be a string, not the number 1767225600"),
                badProduct("created_at", text("2026-01-31"), time("2026-01-31")),
                badProduct("created_at", text("2026-01-31T09:30:00"), time("2026-01-31T09:30:00")),
                badProduct("created_at", text("2026-01-31T09:30Z"), time("2026-01-31T09:30Z")),
                badProduct(
                        "created_at",
                        text("2026-01-31T09:30:00.1234567Z"),
                        "created_at: must not be finer than microseconds: \"2026-01-31T09:30:00.1234567Z\""),
                badProduct(
                        "created_at",
                        text("2026-02-30T09:30:00Z"),
                        "created_at: there is no such time: \"2026-02-30T09:30:00Z\""),
                badProduct(
                        "created_at",
                        text("0001-01-01T00:00:00+01:00"),
                        "created_at: must be in the years 0001 to 9999: \"0001-01-01T00:00:00+01:00\""));
    }

    private static Stream<Arguments> badTexts() {
        return Stream.of(
                products(BRASS_LAMP + "\n" + BRASS_LAMP, "products.ndjson:2: the line is blank"),
                products("[]", "products.ndjson:1: no JSON object"),
                products(
                        "{} {}",
                        "products.ndjson:1: no valid JSON at column 4: Trailing token (`JsonToken.START_OBJECT`) found after value"),
                products(
                        BRASS_LAMP + BRASS_LAMP.substring(0, 20),
                        "products.ndjson:2: no valid JSON at column 21:"
                                + " Unexpected end-of-input: expected close marker for Object"),
                products(
                        BRASS_LAMP.replace("{", "{\"name\":\"Lamp\","),
                        "products.ndjson:1: no valid JSON at column 22: Duplicate Object property \"name\""),
                products(BRASS_LAMP.replace("\"price\":\"10.50\",", ""), "products.ndjson:1: price: missing"),
                products(
                        BRASS_LAMP.replace("price", "\u001bprize"),
                        "products.ndjson:1: no valid JSON at column 42: Illegal unquoted character ((CTRL-CHAR, code 27)):"
                                + " has to be escaped using backslash to be included in name"),
                products(
                        BRASS_LAMP.replace("price", "\\u001bprize"),
                        "products.ndjson:1: \\u001bprize: unknown; the fields are name, description, price, category_slug,"
                                + " featured, active, created_at"),
                products(
                        BRASS_LAMP.replace("Brass lamp", "x".repeat(LineReader.LONGEST_LINE)),
                        "products.ndjson:1: the line is longer than 1048576 bytes"));
    }

    private static Stream<Arguments> badFiles() {
        byte[] compressed = gzip((BRASS_LAMP + BRASS_LAMP).getBytes(StandardCharsets.UTF_8));
        byte[] corrupt = compressed.clone();
        corrupt[corrupt.length - 8]++;
        byte[] invalid = (BRASS_LAMP + BRASS_LAMP).getBytes(StandardCharsets.UTF_8);
        invalid[BRASS_LAMP.length() + 10] = (byte) 0xe4;
        return Stream.of(
                arguments(files("", BRASS_LAMP), "categories.ndjson: the file is empty"),
                products("", "products.ndjson: the file is empty"),
                products("products.ndjson.gz", gzip(new byte[0]), ": the file is empty"),
                products("products.ndjson", invalid, ":2: the line is no valid UTF-8"),
                products("products.ndjson", compressed, ":1: the line is no valid UTF-8"),
                products("products.ndjson.gz", invalid, ": the file is no valid gzip: Not in GZIP format"),
                products("products.ndjson.gz", corrupt, ":3: the file is no valid gzip: Corrupt GZIP trailer"),
                products(
                        "products.ndjson.gz",
                        Arrays.copyOf(compressed, compressed.length - 30),
                        ":1: the file is cut off: its compressed data has no end"));
    }

    private static Arguments badCategory(String field, String value, String reason) {
        String line = LAMPS.replace("lamps", "self").replaceFirst("(\"" + field + "\":)[^,}]+", "$1" + escaped(value));
        return arguments(files(LAMPS + line, BRASS_LAMP), "categories.ndjson:2: " + reason);
    }

    private static Arguments badProduct(String field, String value, String reason) {
        String line = BRASS_LAMP.replaceFirst("(\"" + field + "\":)(\"[^\"]*\"|[^,}]+)", "$1" + escaped(value));
        return products(BRASS_LAMP + line, "products.ndjson:2: " + reason);
    }

    private static String escaped(String replacement) {
        return replacement.replace("\\", "\\\\");
    }

    private static Arguments products(String text, String message) {
        return arguments(files(LAMPS, text), message);
    }

    private static Arguments products(String name, byte[] bytes, String end) {
        return arguments(new CatalogSource(file("categories.ndjson", LAMPS), file(name, bytes)), name + end);
    }

    private static String text(String value) {
        return '"' + value + '"';
    }

    private static String integer(String found) {
        return "position: must be an integer from -2147483648 to 2147483647, not " + found;
    }

    private static String time(String found) {
        return "created_at: must be a time such as 2026-01-31T09:30:00.123456Z, not " + text(found);
    }
}
