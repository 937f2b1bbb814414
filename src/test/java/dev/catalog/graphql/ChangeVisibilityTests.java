package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.category.Category;
import dev.catalog.product.Product;
import dev.catalog.support.CatalogFixtures;
import dev.catalog.support.CatalogSubscriber;
import dev.catalog.support.CatalogSubscriber.Told;
import dev.catalog.support.CatalogSubscriber.Transport;
import dev.catalog.support.HttpGatewayTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the catalog's changes a subscriber sees by what it may see of the catalog. */
@HttpGatewayTest
class ChangeVisibilityTests {

    private static final String ADMIN = HttpGatewayTest.ADMIN_TOKEN;

    private final int port;
    private final CatalogFixtures catalog;
    private final JdbcClient jdbc;
    private Category lamps;
    private Product brass;

    ChangeVisibilityTests(@LocalServerPort int port, CatalogFixtures catalog, JdbcClient jdbc) {
        this.port = port;
        this.catalog = catalog;
        this.jdbc = jdbc;
        catalog.clear();
        lamps = catalog.category("Lamps").insert();
        brass = catalog.product("Brass lamp").in(lamps).insert();
    }

    @ParameterizedTest
    @CsvSource({
        "active,    name = 'x',                  UPDATED",
        "active,    active = false,              DELETED",
        "active,    active = NULL,               DELETED",
        "inactive,  active = true,               CREATED",
        "inactive,  active = NULL,               ",
        "inactive,  name = 'x',                  ",
        "unknown,   active = true,               CREATED",
        "unknown,   active = false,              "
    })
    void whoMayNotSeeAllIsToldOfWhatBecomesActiveOrInactive(String state, String change, @Nullable String operation) {
        String flag = state.equals("unknown") ? "NULL" : Boolean.toString(state.equals("active"));
        jdbc.sql("UPDATE products SET active = " + flag).update();
        jdbc.sql("UPDATE categories SET active = " + flag).update();
        try (CatalogSubscriber anyone = CatalogSubscriber.open(Transport.SOCKET, port, null, null);
                CatalogSubscriber writer =
                        CatalogSubscriber.open(Transport.STREAM, port, HttpGatewayTest.WRITER_TOKEN, null);
                CatalogSubscriber admin = CatalogSubscriber.open(Transport.STREAM, port, ADMIN, null)) {
            jdbc.sql("UPDATE products SET " + change).update();
            jdbc.sql("UPDATE categories SET " + change).update();
            Category last = catalog.category("Last").insert();

            List<String> seen = operation == null
                    ? List.of("CREATED " + last.id())
                    : List.of(operation + " " + brass.id(), operation + " " + lamps.id(), "CREATED " + last.id());
            assertThat(operations(anyone.await(seen.size()))).isEqualTo(seen);
            assertThat(operations(writer.await(seen.size()))).isEqualTo(seen);
            assertThat(operations(admin.await(3)))
                    .containsExactly("UPDATED " + brass.id(), "UPDATED " + lamps.id(), "CREATED " + last.id());
            assertThat(anyone.told())
                    .filteredOn(told -> told.operation().equals("DELETED"))
                    .allMatch(told -> told.node().isNull());
        }
    }

    @Test
    void inactiveRowsComeAndGoUnseen() {
        try (CatalogSubscriber anyone = CatalogSubscriber.open(Transport.STREAM, port, null, null);
                CatalogSubscriber admin = CatalogSubscriber.open(Transport.SOCKET, port, ADMIN, null)) {
            Product hidden = catalog.product("Hidden").in(lamps).active(false).insert();
            catalog.delete(hidden);
            catalog.delete(brass);

            assertThat(operations(anyone.await(1))).containsExactly("DELETED " + brass.id());
            assertThat(operations(admin.await(3)))
                    .containsExactly("CREATED " + hidden.id(), "DELETED " + hidden.id(), "DELETED " + brass.id());
        }
    }

    private static List<String> operations(List<Told> told) {
        return told.stream().map(Told::what).toList();
    }
}
