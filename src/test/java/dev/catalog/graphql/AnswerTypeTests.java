package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTypeTests {

    private static final List<AnswerType> ALL = List.of(AnswerType.values());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                           | JSON
            application/*                                                 | JSON
            application/json                                              | JSON
            application/graphql-response+json                             | GRAPHQL_RESPONSE
            APPLICATION/GraphQL-Response+JSON; charset=UTF-8              | GRAPHQL_RESPONSE
            text/event-stream                                             | EVENT_STREAM
            application/json, application/graphql-response+json           | GRAPHQL_RESPONSE
            text/event-stream, application/json                           | JSON
            text/event-stream, */*                                        | EVENT_STREAM
            application/graphql-response+json, */*                        | GRAPHQL_RESPONSE
            application/graphql-response+json; q=0.4, application/json    | JSON
            application/graphql-response+json; q=0.4, */*; q=0.5          | JSON
            application/json; q=0.1, */*; q=0.9, text/event-stream; q=0.2 | EVENT_STREAM
            application/json; q=0, application/graphql-response+json      | GRAPHQL_RESPONSE
            application/json; charset=utf-16, text/event-stream; q=0.1    | EVENT_STREAM
            text/html, application/xhtml+xml, */*; q=0.8                  | JSON
            """)
    void theMostWantedTypeIsChosen(String accept, AnswerType chosen) {
        assertThat(AnswerType.preferred(List.of(accept), ALL)).contains(chosen);
    }

    @Test
    void severalHeadersAreOne() {
        assertThat(AnswerType.preferred(List.of("text/html", "application/json;q=0.1"), ALL))
                .contains(AnswerType.JSON);
    }

    @Test
    void withoutAHeaderItIsJson() {
        assertThat(AnswerType.preferred(List.of(), ALL)).contains(AnswerType.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/*",
                "*/*; q=0",
                "application/json; q=0, */*",
                "application/json; charset=utf-16",
                "nothing",
                "application/json; q=2",
            })
    void whatIsNotOfferedOrCannotBeReadIsNoType(String accept) {
        assertThat(AnswerType.preferred(List.of(accept), ALL)).isEmpty();
    }

    @Test
    void whatIsNotOfferedIsNotChosen() {
        assertThat(AnswerType.preferred(List.of("text/event-stream, application/json;q=0.1"), AnswerHandler.ANSWERS))
                .contains(AnswerType.JSON);
    }
}
