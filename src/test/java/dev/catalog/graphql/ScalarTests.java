package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.CoercedVariables;
import graphql.parser.Parser;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.idl.RuntimeWiring;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTests {

    private static final RuntimeWiring WIRING = wiring();

    @Nested
    class DateTime {

        @ParameterizedTest
        @CsvSource({
            "2026-03-29T01:30:00.000250Z, 2026-03-29T01:30:00.000250Z",
            "2026-03-29t01:30:00z, 2026-03-29T01:30:00.000000Z",
            "2026-03-29T01:30:00.5+02:00, 2026-03-28T23:30:00.500000Z",
            "2026-03-29T01:30:00-23:59, 2026-03-30T01:29:00.000000Z",
            "2026-03-29T01:30:00-00:00, 2026-03-29T01:30:00.000000Z",
            "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
            "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
            "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        })
        void readsAnyOffsetAndWritesUtcWithSixDecimals(String input, String output) {
            assertThat(serialize("DateTime", parseValue("DateTime", input))).isEqualTo(output);
            assertThat(serialize("DateTime", parseLiteral("DateTime", quoted(input))))
                    .isEqualTo(output);
        }

        @Test
        void cutsNanosecondsBelowTheMicrosecond() {
            assertThat(serialize("DateTime", Instant.parse("2026-01-01T00:00:00.123456999Z")))
                    .isEqualTo("2026-01-01T00:00:00.123456Z");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-29T01:30:00.0000001Z, at most 6 decimals",
            "2026-02-30T01:30:00Z, a day of the calendar",
            "2026-03-29T24:00:00Z, a day of the calendar",
            "2026-03-29T01:30:00+24:00, RFC 3339",
            "2026-03-29T01:30:00, RFC 3339",
            "2026-03-29, RFC 3339",
            "+12026-03-29T01:30:00Z, RFC 3339",
            "0000-12-31T00:00:00Z, years 1 to 9999",
            "9999-12-31T23:59:59-00:01, years 1 to 9999",
            "'', RFC 3339",
        })
        void refusesWhatIsNoInstantOfThoseBounds(String input, String reason) {
            assertBadUserInput("DateTime", input, reason);
        }

        @Test
        void refusesWhatIsNoString() {
            assertWrongKind("DateTime", 1, "1");
            assertWrongKind("DateTime", Map.of("a", 1), "{a: 1}");
        }
    }

    @Nested
    class Decimal {

        @ParameterizedTest
        @ValueSource(
                strings = {"10.50", "-0.00", "+3", ".5", "1e40", "1e-40", "1234567890123456789012345678901234567890"})
        void readsNumbersInStringsExactly(String text) {
            assertThat(parseValue("BigDecimal", text)).isEqualTo(new BigDecimal(text));
            assertThat(parseLiteral("BigDecimal", quoted(text))).isEqualTo(new BigDecimal(text));
        }

        @Test
        void readsNumbersExactly() {
            assertThat(parseValue("BigDecimal", new BigDecimal("10.50"))).isEqualTo(new BigDecimal("10.50"));
            assertThat(parseValue("BigDecimal", 7)).isEqualTo(new BigDecimal("7"));
            assertThat(parseValue("BigDecimal", 0.1)).isEqualTo(new BigDecimal("0.1"));
            assertThat(parseLiteral("BigDecimal", "10.50")).isEqualTo(new BigDecimal("10.50"));
            assertThat(parseLiteral("BigDecimal", "7")).isEqualTo(new BigDecimal("7"));
        }

        @ParameterizedTest
        @CsvSource({
            "12345678901234567890123456789012345678901, at most 40 digits",
            "1e41, exponent between -40 and 40",
            "1e-41, exponent between -40 and 40",
            "0e50000000, exponent between -40 and 40",
            "1e50000000, exponent between -40 and 40",
            "1e-50000000, exponent between -40 and 40",
            "1e99999999999, exponent between -40 and 40",
            "ten, is a number",
            "5., is a number",
            "٣, is a number",
            "NaN, is a number",
            "'', is a number",
            "' 1', is a number",
        })
        void refusesWhatIsBeyondTheBounds(String input, String reason) {
            assertBadUserInput("BigDecimal", input, reason);
        }

        @Test
        void refusesHugeNumbersWithoutComputingThem() {
            var hugeExponent = new BigDecimal("1e2000000000");
            var manyDigits = BigInteger.ONE.shiftLeft(20_000_000);
            var longText = "9".repeat(5_000_000);

            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                for (Object input : List.of(hugeExponent, manyDigits, longText)) {
                    assertBadUserInput("BigDecimal", input);
                    assertBadUserInput("Long", input);
                }
            });
        }

        @Test
        void refusesWhatIsNoNumber() {
            assertWrongKind("BigDecimal", true, "true");
            assertWrongKind("BigDecimal", Map.of("a", 1), "{a: 1}");
        }
    }

    @Nested
    class Long64 {

        @ParameterizedTest
        @ValueSource(strings = {"0", "-9223372036854775808", "9223372036854775807"})
        void readsWholeNumbersInStringsToo(String text) {
            assertThat(parseValue("Long", text)).isEqualTo(Long.valueOf(text));
            assertThat(parseLiteral("Long", quoted(text))).isEqualTo(Long.valueOf(text));
            assertThat(parseLiteral("Long", text)).isEqualTo(Long.valueOf(text));
        }

        @ParameterizedTest
        @CsvSource({
            "9223372036854775808, whole number from -2^63",
            "1.5, whole number from -2^63",
            "1e50000000, exponent between",
            "x, is a number",
        })
        void refusesWhatDoesNotFit(String input, String reason) {
            assertBadUserInput("Long", input, reason);
        }

        @Test
        void refusesWhatIsNoNumber() {
            assertWrongKind("Long", Map.of(), "{}");
        }
    }

    private static void assertBadUserInput(String scalar, String input, String reason) {
        assertThat(assertBadUserInput(scalar, input)).contains(reason).doesNotContain("java", "Value{");
        assertThatExceptionOfType(CoercingParseLiteralException.class)
                .isThrownBy(() -> parseLiteral(scalar, quoted(input)))
                .withMessageContaining(reason)
                .satisfies(ScalarTests::isBadUserInput);
    }

    private static String assertBadUserInput(String scalar, Object input) {
        var messages = new ArrayList<String>();
        assertThatExceptionOfType(CoercingParseValueException.class)
                .isThrownBy(() -> parseValue(scalar, input))
                .satisfies(ScalarTests::isBadUserInput)
                .satisfies(e -> messages.add(Objects.requireNonNull(e.getMessage())));
        return messages.getFirst();
    }

    private static void assertWrongKind(String scalar, Object input, String literal) {
        assertThatExceptionOfType(CoercingParseValueException.class)
                .isThrownBy(() -> parseValue(scalar, input))
                .withMessageStartingWith("A " + scalar + " is a ");
        assertThatExceptionOfType(CoercingParseLiteralException.class)
                .isThrownBy(() -> parseLiteral(scalar, literal))
                .withMessageStartingWith("A " + scalar + " is a ");
    }

    private static void isBadUserInput(GraphQLError error) {
        assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
    }

    private static Object parseValue(String scalar, Object input) {
        return Objects.requireNonNull(coercing(scalar).parseValue(input, GraphQLContext.getDefault(), Locale.ENGLISH));
    }

    private static Object parseLiteral(String scalar, String literal) {
        return Objects.requireNonNull(coercing(scalar)
                .parseLiteral(
                        Parser.parseValue(literal),
                        CoercedVariables.emptyVariables(),
                        GraphQLContext.getDefault(),
                        Locale.ENGLISH));
    }

    private static Object serialize(String scalar, Object value) {
        return Objects.requireNonNull(coercing(scalar).serialize(value, GraphQLContext.getDefault(), Locale.ENGLISH));
    }

    private static Coercing<?, ?> coercing(String scalar) {
        return Objects.requireNonNull(WIRING.getScalars().get(scalar)).getCoercing();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static RuntimeWiring wiring() {
        var builder = RuntimeWiring.newRuntimeWiring();
        new ScalarWiring().configure(builder);
        return builder.build();
    }
}
