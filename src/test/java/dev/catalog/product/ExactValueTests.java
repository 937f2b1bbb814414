package dev.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.category.Category;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Money and time reach the client as they stand in the database. */
@CatalogGatewayTest
class ExactValueTests {

    private static final TimeZone USUAL_ZONE = TimeZone.getDefault();

    private final CatalogFixtures catalog;
    private final HikariDataSource pool;
    private final GraphQlTester graphQl;
    private final MockMvcTester http;
    private Category lamps;

    ExactValueTests(
            CatalogFixtures catalog, DataSource dataSource, GraphQlTester graphQl, WebApplicationContext context)
            throws SQLException {
        this.catalog = catalog;
        this.pool = dataSource.unwrap(HikariDataSource.class);
        this.graphQl = graphQl;
        this.http = MockMvcTester.from(context);
    }

    @BeforeEach
    void openShelf() {
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
    }

    @AfterEach
    void returnToTheUsualZone() {
        moveTo(USUAL_ZONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.50", "10.00", "0.01", "99999999.99", "0.00", "-3.20", "1234567.10"})
    void aPriceKeepsItsDecimalsColdAndWarm(String price) {
        Product product = catalog.product("Brass lamp").in(lamps).price(price).insert();

        String data = "{\"data\":{\"product\":{\"price\":" + price + "}}";
        assertThat(http(product)).bodyText().startsWith(data);
        assertThat(http(product)).bodyText().startsWith(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Europe/Berlin",
                "Asia/Kolkata",
                "Pacific/Kiritimati",
                "Australia/Lord_Howe"
            })
    void aTimeKeepsItsMicrosecondsWhateverTheZoneOfTheMachine(String zone) {
        List<String> times = List.of(
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00.000001Z",
                "2025-10-26T01:30:00.000001Z",
                "2026-03-08T02:30:00.000250Z",
                "2026-03-08T02:30:00.000251Z",
                "2026-03-29T02:30:00.999999Z",
                "2026-11-01T01:30:00.100000Z");
        for (String time : times) {
            catalog.product("Lamp of " + time)
                    .in(lamps)
                    .createdAt(Instant.parse(time))
                    .insert();
        }
        moveTo(TimeZone.getTimeZone(zone));

        assertThat(timesPageByPage(times.size() + 1)).isEqualTo(times);
    }

    /** Reads one product a page, so that each time comes back in a cursor. */
    private List<String> timesPageByPage(int mostPages) {
        List<String> times = new ArrayList<>();
        String after = null;
        for (int page = 0; page < mostPages; page++) {
            List<Edge> edges = edgesAfter(after);
            edges.forEach(edge -> times.add(edge.node().createdAt()));
            after = edges.isEmpty() ? null : edges.getLast().cursor();
            if (after == null) {
                break;
            }
        }
        return times;
    }

    private record Edge(String cursor, Node node) {}

    private record Node(String createdAt) {}

    private List<Edge> edgesAfter(@Nullable String after) {
        return graphQl.document("""
                        query ($after: String) {
                          products(first: 1, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
                            edges { cursor node { createdAt } }
                          }
                        }
                        """)
                .variable("after", after)
                .execute()
                .path("products.edges")
                .entityList(Edge.class)
                .get();
    }

    private MvcTestResult http(Product product) {
        return http.post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"query\":\"{ product(id: " + product.databaseId() + ") { price } }\"}")
                .exchange();
    }

    /** Moves the JVM and, by new connections, its sessions at the database. */
    private void moveTo(TimeZone zone) {
        TimeZone.setDefault(zone);
        pool.getHikariPoolMXBean().softEvictConnections();
    }
}
