package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.feed.Position;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.support.GatewayClient;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which version of the catalog an answer is right at, and what a client gets who has seen a later one. */
@CatalogGatewayTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CatalogVersionTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MIN_VERSION = "X-Catalog-Min-Version";

    private final GatewayClient gateway;
    private final CatalogFixtures catalog;
    private final ChangeFeed feed;
    private final JdbcClient jdbc;

    CatalogVersionTests(@LocalServerPort int port, CatalogFixtures catalog, ChangeFeed feed, JdbcClient jdbc) {
        this.gateway = new GatewayClient(port);
        this.catalog = catalog;
        this.feed = feed;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void clear() {
        catalog.clear();
        feed.catchUp(Duration.ofSeconds(10));
    }

    @Test
    void anAnswerBearsTheVersionThatItsNodeHadReached() {
        Position before = feed.position().orElseThrow();

        Position version = version(ask("{productCount}"));

        assertThat(version.contains(before)).isTrue();
        assertThat(feed.position().orElseThrow().contains(version)).isTrue();
    }

    @Test
    void whoSendsAVersionBackSeesAllThatIsInIt() {
        Category lamps = catalog.category("Lamps").insert();
        feed.catchUp(Duration.ofSeconds(10));
        assertThat(ask("{productCount}").at("/data/productCount").asInt()).isZero();
        catalog.product("Brass lamp").in(lamps).insert();
        String now = versionOfTheDatabase();

        JsonNode answer = ask("{productCount}", MIN_VERSION, now);

        assertThat(answer.at("/data/productCount").asInt()).isEqualTo(1);
        assertThat(version(answer).contains(CatalogVersion.parse(now))).isTrue();
    }

    @Test
    void aVersionThatIsNotReachedIsReadPastTheCaches() {
        Position position = feed.position().orElseThrow();
        String future = CatalogVersion.of(Position.of(
                position.database(), (position.end() + 1_000_000) + ":" + (position.end() + 1_000_000) + ":"));
        Category lamps = catalog.category("Lamps").insert();
        catalog.product("Brass lamp").in(lamps).insert();

        JsonNode answer = ask("{productCount}", MIN_VERSION, future);

        assertThat(answer.at("/data/productCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/extensions/catalogVersion").asString()).isEqualTo(future);
    }

    @Test
    void aVersionOfAnotherHistoryOfTheDatabaseIsReplaced() {
        String former = CatalogVersion.of(Position.of("former", "900000000:900000000:"));

        JsonNode answer = ask("{productCount}", MIN_VERSION, former);

        assertThat(version(answer).database())
                .isEqualTo(feed.position().orElseThrow().database());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "%%%", "MTI", "YToxOjk5OTk5OTk5OTk5OTk5OTk5OTk6"})
    void whatIsNoVersionIsBadInput(String version) {
        JsonNode answer = ask("{productCount}", MIN_VERSION, version);

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.at("/errors/0/message").asString()).contains(MIN_VERSION);
        assertThat(answer.at("/data").isMissingNode() || answer.at("/data").isNull())
                .isTrue();
    }

    private String versionOfTheDatabase() {
        String snapshot = jdbc.sql("SELECT pg_current_snapshot()::text")
                .query(String.class)
                .single();
        return CatalogVersion.of(Position.of(feed.position().orElseThrow().database(), snapshot));
    }

    private static Position version(JsonNode answer) {
        return CatalogVersion.parse(answer.at("/extensions/catalogVersion").asString());
    }

    private JsonNode ask(String document, String... headers) {
        return JSON.readTree(gateway.ask(document, headers).body());
    }
}
