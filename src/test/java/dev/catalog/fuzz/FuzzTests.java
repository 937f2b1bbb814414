package dev.catalog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.GatewayClient;
import dev.catalog.support.HttpGatewayTest;
import dev.catalog.support.WarmingJobFixtures;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.schema.GraphQLSchema;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever valid operation is sent, by whomever, is answered with data of the schema's types or an error that says what is wrong. */
@HttpGatewayTest
class FuzzTests {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzTests.class);

    private static final int OPERATIONS = Integer.getInteger("catalog.fuzz.operations", 500);
    private static final long SEED = Long.getLong("catalog.fuzz.seed", 1);
    private static final int MUTATIONS_PERCENT = 20;
    private static final int FEWEST_PRODUCTS = 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> CODES = Set.of(
            "BAD_USER_INPUT",
            "NOT_FOUND",
            "UNAUTHENTICATED",
            "OPERATION_TOO_DEEP",
            "OPERATION_TOO_COMPLEX",
            // On a machine that is too busy to answer in time.
            "UNAVAILABLE");

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final WarmingJobFixtures jobs;
    private final JdbcClient jdbc;
    private final GraphQLSchema schema;
    private final Finds finds = new Finds();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int shelves;

    FuzzTests(
            @LocalServerPort int port,
            CatalogFixtures catalog,
            WarmingJobFixtures jobs,
            JdbcClient jdbc,
            GraphQlSource source) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.schema = source.schema();
    }

    @BeforeEach
    void fillCatalog() {
        catalog.clear();
        jobs.byNode().clear();
        stockUp();
    }

    @AfterEach
    void emptyCatalog() {
        catalog.clear();
        jobs.byNode().clear();
    }

    @Test
    void noValidOperationIsAnInternalError() {
        Dice dice = new Dice(SEED);
        Operations operations = new Operations(schema, dice, new Values(dice, finds));
        for (int n = 0; n < OPERATIONS; n++) {
            boolean isMutation = dice.chance(MUTATIONS_PERCENT);
            Operation operation = isMutation ? operations.mutation() : operations.query();
            send(operation, dice.chance(isMutation ? 90 : 40), "operation %d of the seed %d".formatted(n, SEED));
            if (isMutation) {
                stockUp();
            }
        }
        LOG.info(
                "fuzz: {} operations with the seed {}, none an internal error: {} (-Dcatalog.fuzz.operations=, -Dcatalog.fuzz.seed=)",
                OPERATIONS,
                SEED,
                outcomes);
    }

    private void send(Operation operation, boolean asAdmin, String which) {
        String body = JSON.writeValueAsString(body(operation));
        ParseAndValidateResult parsed = ParseAndValidate.parseAndValidate(
                schema,
                ExecutionInput.newExecutionInput(operation.document())
                        .locale(Locale.ENGLISH)
                        .build());
        assertThat(parsed.getErrors()).as("%s is not valid: %s", which, body).isEmpty();

        HttpResponse<String> answer = asAdmin
                ? gateway.post(body, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN)
                : gateway.post(body);

        assertThat(answer.statusCode()).as("%s: %s", which, body).isEqualTo(200);
        JsonNode json = JSON.readTree(answer.body());
        List<String> codes = json.at("/errors")
                .valueStream()
                .map(error -> error.at("/extensions/code").asString())
                .toList();
        assertThat(codes).as("%s: %s gave %s", which, body, answer.body()).allMatch(CODES::contains);
        JsonNode data = json.at("/data");
        assertThat(data.isObject() || !codes.isEmpty())
                .as("%s: %s", which, body)
                .isTrue();
        if (data.isObject()) {
            try {
                new AnswerCheck(schema, parsed.getDocument(), operation.variables()).check(data);
            } catch (AssertionError e) {
                throw new AssertionError("%s: %s gave %s".formatted(which, body, answer.body()), e);
            }
        }
        finds.add(data);
        outcomes.merge(codes.isEmpty() ? "answered" : data.isObject() ? "in part" : codes.getFirst(), 1, Integer::sum);
    }

    private static Map<String, @Nullable Object> body(Operation operation) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("query", operation.document());
        body.put("variables", operation.variables());
        return body;
    }

    /** Mutations delete whole shelves. */
    private void stockUp() {
        long products =
                jdbc.sql("SELECT count(*) FROM products").query(Long.class).single();
        if (products >= FEWEST_PRODUCTS) {
            return;
        }
        Category root = catalog.category("Lamps " + shelves++).insert();
        Category shelf = catalog.category("Shelf " + shelves++).parent(root).insert();
        catalog.category("Attic " + shelves++).inactive().insert();
        for (int i = 0; i < 2 * FEWEST_PRODUCTS; i++) {
            catalog.product("Brass lamp " + i)
                    .in(i % 2 == 0 ? root : shelf)
                    .featured(i % 3 == 0)
                    .price(i + ".50")
                    .insert();
        }
        catalog.product("Old lamp").in(shelf).inactive().insert();
        catalog.follow();
    }
}
