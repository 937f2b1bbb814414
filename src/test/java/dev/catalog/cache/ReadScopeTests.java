package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catalog.support.CatalogGatewayTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@CatalogGatewayTest
class ReadScopeTests {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ReadScope scope;
    private final EntityManager entityManager;

    ReadScopeTests(EntityManagerFactory entities, DataSource dataSource, EntityManager entityManager) {
        this.scope = new ReadScope(entities, dataSource);
        this.entityManager = entityManager;
    }

    @Test
    void statementsOfALoadShareAConnection() {
        assertThat(twice("select pg_backend_pid()"))
                .hasSize(2)
                .satisfies(pids -> assertThat(pids.getFirst()).isEqualTo(pids.getLast()));
    }

    @Test
    void eachStatementIsATransactionOfItsOwn() {
        assertThat(twice("select cast(cast(pg_current_xact_id() as text) as bigint)"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aConnectionThatIsLostInTheMidstIsAnOutage() {
        assertThatThrownBy(() -> scope.within(BOUND, () -> read("select pg_terminate_backend(pg_backend_pid())")))
                .matches(Outage::isCauseOf);
    }

    private List<Object> twice(String statement) {
        return scope.within(BOUND, () -> List.of(read(statement), read(statement)));
    }

    private Object read(String statement) {
        return entityManager.createNativeQuery(statement).getSingleResult();
    }
}
