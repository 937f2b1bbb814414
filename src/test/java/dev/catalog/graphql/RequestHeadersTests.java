package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestHeadersTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final HttpHeaders headers = RequestHeaders.of(request);

    @Test
    void areTheSameAsThoseThatSpringReads() {
        request.addHeader("Accept", "application/json");
        request.addHeader("X-Note", "one");
        request.addHeader("X-Note", "two");

        assertThat(headers.headerSet())
                .isEqualTo(new ServletServerHttpRequest(request).getHeaders().headerSet());
        assertThat(headers.toSingleValueMap()).containsEntry("X-Note", "one").hasSize(2);
    }

    @Test
    void areFoundWhateverTheirCase() {
        request.addHeader("X-Note", "one");
        request.addHeader("X-Note", "two");

        assertThat(headers.getFirst("x-note")).isEqualTo("one");
        assertThat(headers.get("x-NOTE")).isEqualTo(List.of("one", "two"));
        assertThat(headers.containsHeader("x-note")).isTrue();
    }

    @Test
    void areAbsentWhereTheyWereNotSent() {
        assertThat(headers.getFirst("X-Note")).isNull();
        assertThat(headers.get("X-Note")).isNull();
        assertThat(headers.containsHeader("X-Note")).isFalse();
        assertThat(headers.isEmpty()).isTrue();
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> headers.set("X-Note", "one")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.add("X-Note", "one")).isInstanceOf(UnsupportedOperationException.class);
    }
}
