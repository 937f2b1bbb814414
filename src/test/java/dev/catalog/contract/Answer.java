package dev.catalog.contract;

import java.util.List;
import java.util.Map;
import org.springframework.graphql.GraphQlResponse;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What a client without a token is answered: data and errors as they come. */
record Answer(Map<String, Object> data, List<Refusal> errors) {

    /** An error as the client gets it. */
    record Refusal(String path, String code, String message) {

        static Refusal badUserInput(String path, String message) {
            return new Refusal(path, "BAD_USER_INPUT", message);
        }
    }

    static Answer to(GraphQlTester graphQl, String document) {
        return to(graphQl, document, Map.of());
    }

    static Answer to(GraphQlTester graphQl, String document, Map<String, Object> variables) {
        GraphQlResponse response =
                graphQl.document(document).variables(variables).execute().returnResponse();
        Map<String, Object> data = response.getData();
        return new Answer(
                data == null ? Map.of() : data,
                response.getErrors().stream().map(Answer::refusal).toList());
    }

    private static Refusal refusal(ResponseError error) {
        return new Refusal(
                error.getPath(), String.valueOf(error.getExtensions().get("code")), String.valueOf(error.getMessage()));
    }
}
