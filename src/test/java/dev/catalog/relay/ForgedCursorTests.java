package dev.catalog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** The digest of a cursor is no secret: values that no row can have are refused before they reach the database. */
@CatalogGatewayTest
class ForgedCursorTests {

    private final GraphQlTester graphQl;

    ForgedCursorTests(GraphQlTester graphQl) {
        this.graphQl = graphQl;
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, nul\0 character, 1",
        "NAME, fine, 9223372036854775808",
        "NAME, fine, one",
        "PRICE, 1e1000000000, 1",
        "PRICE, 1e-1000000000, 1",
        "PRICE, ten, 1",
        "CREATED_AT, +1000000000-12-31T23:59:59.999999999Z, 1",
        "CREATED_AT, -1000000000-01-01T00:00:00Z, 1",
        "CREATED_AT, +294277-01-01T00:00:00Z, 1",
        "CREATED_AT, -004713-01-01T00:00:00Z, 1",
        "CREATED_AT, yesterday, 1"
    })
    void aForgedCursorIsBadInput(String field, String value, String id) {
        String cursor = Cursor.encode("products by " + field + ".ASC", List.of(value, id));

        List<ResponseError> errors = graphQl.document(
                        "{ products(after: \"%s\", orderBy: { field: %s, direction: ASC }) { nodes { id } } }"
                                .formatted(cursor, field))
                .execute()
                .returnResponse()
                .getErrors();

        assertThat(errors)
                .extracting(error -> error.getExtensions().get("code"))
                .containsExactly("BAD_USER_INPUT");
    }
}
