package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTests {

    @Test
    void searchesWithTheSameWordsAreEqual() {
        assertThat(SearchTerms.parse(" Désk,  LAMP lamp!")).isEqualTo(SearchTerms.parse("desk lamp"));
    }

    @Test
    void eachWordMatchesTheStartOfAWord() {
        assertThat(SearchTerms.parse("Desk lamp").exactQuery()).isEqualTo("'desk':* & 'lamp':*");
    }

    @Test
    void searchOfPunctuationHasNoWords() {
        assertThat(SearchTerms.parse("?! '").words()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00A0\u2007\u202F\u3000\u2028\u0085"})
    void blankSearchIsRefused(String search) {
        assertThatExceptionOfType(BadUserInputException.class)
                .isThrownBy(() -> SearchTerms.parse(search))
                .withMessage("filter.search must not be blank")
                .satisfies(e -> assertThat(e.argumentPath()).containsExactly("filter", "search"));
    }

    @Test
    void searchMayHaveTwoHundredCharactersAndNoMore() {
        assertThat(SearchTerms.parse("💡".repeat(199) + "x").words()).containsExactly("x");
        assertThatExceptionOfType(BadUserInputException.class)
                .isThrownBy(() -> SearchTerms.parse("x".repeat(201)))
                .withMessage("filter.search must have at most 200 characters");
    }

    @Test
    void shortWordsAndModelNumbersAreTakenAsTyped() {
        assertThat(Corrections.operands("tv")).containsExactly("'tv':*");
        assertThat(Corrections.operands("a4000")).containsExactly("'a4000':*");
        assertThat(Corrections.operands("mgu")).containsExactly("'mgu':*", "'gmu':*", "'mug':*");
    }
}
