package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.BadUserInputException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class RefusedRequestsTests {

    private final RefusedRequests refused =
            new RefusedRequests(new HttpErrors(new JsonMapper()), new GraphQlProperties());
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void theUnforeseenIsToldInTheLogAlone(CapturedOutput output) throws UnsupportedEncodingException {
        request.setAttribute(RequestId.class.getName(), "id-1");

        refuse(new ServletException("Handler dispatch failed", new StackOverflowError("secret")));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString())
                .isEqualTo(
                        "{\"errors\":[{\"message\":\"The gateway failed to answer; its log tells why, under this "
                                + "request id.\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\",\"requestId\":\"id-1\"}}]}");
        assertThat(output).contains("Request id-1 failed", "StackOverflowError: secret");
    }

    @Test
    void anOutageIsUnavailable() throws UnsupportedEncodingException {
        refuse(new IllegalStateException(new SQLTransientConnectionException("db.internal")));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("UNAVAILABLE").doesNotContain("db.internal");
    }

    @Test
    void badInputNamesItself() throws UnsupportedEncodingException {
        refuse(new BadUserInputException("query must be a string."));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("query must be a string.", "BAD_USER_INPUT");
    }

    @Test
    void otherPathsAndClientsThatAreGoneAreNotItsConcern() throws IOException {
        assertThat(refuse(new AsyncRequestNotUsableException("gone"))).isFalse();

        request.setRequestURI("/other");
        assertThat(refuse(new IllegalStateException())).isFalse();

        request.setRequestURI("/graphql");
        response.flushBuffer();
        assertThat(refuse(new IllegalStateException())).isFalse();
    }

    private boolean refuse(Exception failure) {
        return refused.resolveException(request, response, null, failure) != null;
    }
}
