package dev.catalog.product;

import java.util.Map;
import java.util.function.Function;
import org.springframework.graphql.test.tester.GraphQlTester;

/**
 * What one operation costs where nothing is cached.
 *
 * @param document the operation's document in {@code graphql-test/}
 * @param statements how many statements it sends
 * @param variables its variables over the catalog at hand, but for {@code first}
 */
record Budget(String document, int statements, Function<SampleCatalog, Map<String, Object>> variables) {

    static Budget of(String document, int statements) {
        return new Budget(document, statements, _ -> Map.of());
    }

    static Budget of(String document, int statements, Function<SampleCatalog, Map<String, Object>> variables) {
        return new Budget(document, statements, variables);
    }

    /** The operation's answer, which must bear no error. */
    Map<String, Object> answer(GraphQlTester graphQl, SampleCatalog catalog, int first) {
        GraphQlTester.Request<?> request = graphQl.documentName(document).variable("first", first);
        variables.apply(catalog).forEach(request::variable);
        GraphQlTester.Response response = request.execute();
        response.errors().verify();
        return response.returnResponse().toMap();
    }

    @Override
    public String toString() {
        return document;
    }
}
