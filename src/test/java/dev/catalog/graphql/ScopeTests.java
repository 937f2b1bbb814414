package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.catalog.security.Caller;
import dev.catalog.security.Scope;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import reactor.core.publisher.Flux;

class ScopeTests {

    private static final Caller READER = new Caller(true, Set.of(Scope.READ_ALL));
    private static final Caller WRITER = new Caller(true, Set.of(Scope.CATALOG_WRITE));

    private static final PlantedSchema SCHEMA = new PlantedSchema("""
            type Query {
              open: String
              jobs: String @requiresScope(scope: "warming:manage")
              item(
                includeInactive: Boolean! = false @requiresScope(scope: "catalog:read-all")
                ids: [ID!] = [] @requiresScope(scope: "catalog:read-all")
                filter: Filter
                filters: [Filter!]
              ): String
              risky(all: Boolean = true @requiresScope(scope: "catalog:read-all")): String
              defaulted(filter: Defaulted = {}): String
              parent: Parent
            }
            type Parent { name: String  secret: String! @requiresScope(scope: "catalog:write") }
            input Filter {
              name: String
              includeInactive: Boolean @requiresScope(scope: "catalog:read-all")
              and: [Filter!]
              owner: Owner
            }
            input Owner { secret: String @requiresScope(scope: "catalog:write") }
            input Defaulted { all: Boolean = true @requiresScope(scope: "catalog:read-all") }
            type Subscription { changed(all: Boolean @requiresScope(scope: "catalog:read-all")): String }
            """, fetchers());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{item}",
                "{item(includeInactive: false)}",
                "{item(ids: [])}",
                "{item(filter: {})}",
                "{item(filter: {includeInactive: false, name: \"x\"})}",
                "{item(filter: {includeInactive: null, and: [{includeInactive: false}], owner: null})}",
                "{item(filters: [{name: \"x\"}])}",
                "{defaulted(filter: {all: false})}",
                "{risky(all: false)}",
                "{open parent {name}}"
            })
    void whatGivesNoValueDemandsNothing(String document) {
        assertThat(ask(document, Caller.ANONYMOUS).getErrors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{item(includeInactive: true)}",
                "{item(ids: [1])}",
                "{item(filter: {includeInactive: true})}",
                "{item(filter: {and: [{name: \"x\"}, {and: [{includeInactive: true}]}]})}",
                "{item(filters: {includeInactive: true})}",
                "{item(filters: [{}, {includeInactive: true}])}",
                "{risky}",
                "{defaulted}",
                "{defaulted(filter: {})}"
            })
    void whatGivesAValueDemandsItsScope(String document) {
        assertThat(PlantedSchema.codes(ask(document, Caller.ANONYMOUS))).containsExactly("UNAUTHENTICATED");
        assertThat(PlantedSchema.codes(ask(document, WRITER))).containsExactly("FORBIDDEN");
        assertThat(ask(document, READER).getErrors()).isEmpty();
    }

    @Test
    void variablesAndTheirDefaultsCountAsLiteralsDo() {
        String argument = "query ($all: Boolean!) {item(includeInactive: $all)}";
        String object = "query ($filter: Filter) {item(filter: $filter)}";
        String field = "query ($all: Boolean = true) {item(filter: {includeInactive: $all})}";

        assertThat(PlantedSchema.codes(ask(argument, Map.of("all", true)))).containsExactly("UNAUTHENTICATED");
        assertThat(ask(argument, Map.of("all", false)).getErrors()).isEmpty();
        assertThat(PlantedSchema.codes(ask(object, Map.of("filter", Map.of("includeInactive", true)))))
                .containsExactly("UNAUTHENTICATED");
        assertThat(ask(object, Map.of("filter", Map.of("includeInactive", false)))
                        .getErrors())
                .isEmpty();
        assertThat(PlantedSchema.codes(ask(field, Map.of()))).containsExactly("UNAUTHENTICATED");
        Map<String, Object> absent = new HashMap<>();
        absent.put("all", null);
        assertThat(ask(field, absent).getErrors()).isEmpty();
    }

    @Test
    void theRestOfTheOperationStillAnswers() {
        ExecutionResult result = ask("{open jobs item(filter: {owner: {secret: \"s\"}})}", READER);

        assertThat(result.toSpecification().get("data")).hasToString("{open=open, jobs=null, item=null}");
        assertThat(PlantedSchema.errors(result))
                .containsExactlyInAnyOrder(
                        forbidden("jobs", 7, "jobs needs a token with the scope warming:manage."),
                        forbidden("item", 12, "filter.owner.secret needs a token with the scope catalog:write."));
    }

    @Test
    void anAliasedFieldFailsUnderItsAliasAlone() {
        ExecutionResult result = ask("{all: item(includeInactive: true) some: item}", Caller.ANONYMOUS);

        assertThat(result.toSpecification().get("data")).hasToString("{all=null, some=item}");
        assertThat(result.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getPath()).isEqualTo(List.of("all")));
    }

    @Test
    void aNestedFieldDemandsItsScope() {
        assertThat(PlantedSchema.codes(ask("{parent {secret}}", READER))).containsExactly("FORBIDDEN");
        assertThat(ask("{parent {secret}}", WRITER).getErrors()).isEmpty();
    }

    @Test
    void aSubscriptionDemandsItsScopeBeforeItStarts() {
        ExecutionResult result = ask("subscription {changed(all: true)}", Caller.ANONYMOUS);

        assertThat(PlantedSchema.codes(result)).containsExactly("UNAUTHENTICATED");
        assertThat(result.<Object>getData()).isNull();
        assertThat(ask("subscription {changed}", Caller.ANONYMOUS).getErrors()).isEmpty();
    }

    @Test
    void aCallerNobodyNamedIsAnonymous() {
        ExecutionResult result = SCHEMA.execute(ExecutionInput.newExecutionInput("{jobs}"));

        assertThat(PlantedSchema.codes(result)).containsExactly("UNAUTHENTICATED");
    }

    @Test
    void aSchemaThatNamesAnUnknownScopeIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new PlantedSchema("type Query { jobs: String @requiresScope(scope: \"jobs\") }", wiring -> {}))
                .withMessage("@requiresScope on jobs names no known scope: jobs");
    }

    @Test
    void aScopeOnAnInterfaceIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new PlantedSchema("""
                        type Query { a: A }
                        interface A { x: String @requiresScope(scope: "catalog:write") }
                        type B implements A { x: String }
                        """, wiring -> wiring.type("A", type -> type.typeResolver(_ -> null))))
                .withMessageContaining("it is on A.x");
    }

    private static Map<String, Object> forbidden(String field, int column, String message) {
        return Map.of(
                "message",
                message,
                "locations",
                List.of(Map.of("line", 1, "column", column)),
                "path",
                List.of(field),
                "extensions",
                Map.of("code", "FORBIDDEN"));
    }

    private static ExecutionResult ask(String document, Caller caller) {
        return SCHEMA.execute(document, Map.of(), caller);
    }

    private static ExecutionResult ask(String document, Map<String, Object> variables) {
        return SCHEMA.execute(document, variables, Caller.ANONYMOUS);
    }

    private static RuntimeWiringConfigurer fetchers() {
        return wiring -> wiring.type(
                        "Query",
                        type -> type.defaultDataFetcher(
                                environment -> environment.getField().getName()))
                .type(
                        "Parent",
                        type -> type.defaultDataFetcher(
                                environment -> environment.getField().getName()))
                .type("Subscription", type -> type.dataFetcher("changed", _ -> Flux.just("changed")));
    }
}
