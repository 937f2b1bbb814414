package dev.catalog.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFormTests {

    private static final String DOCUMENT = "query RehearsedThis($id: ID!) { product(id: $id) { name } }";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32, 64})
    void turnsOfEachKindComeInEveryForm(int every) {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(n -> RequestForm.of(n * every))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(RequestForm.values());
    }

    @ParameterizedTest
    @EnumSource
    void allAskForTheSame(RequestForm form) {
        Map<String, @Nullable Object> body = form.body(DOCUMENT, Map.of("id", "1"));

        assertThat(body).containsEntry("query", DOCUMENT).containsEntry("variables", Map.of("id", "1"));
        assertThat(body.getOrDefault("operationName", "RehearsedThis")).isEqualTo("RehearsedThis");
    }

    @Test
    void theAnswersOfSharedTurnsAloneAreKept() {
        assertThat(Arrays.stream(RequestForm.values())
                        .filter(form -> !"no-store".equals(form.headers().get("Cache-Control"))))
                .containsExactly(RequestForm.SHARED);
    }
}
