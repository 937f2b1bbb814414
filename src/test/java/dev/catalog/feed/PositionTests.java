package dev.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.catalog.support.TestServers;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PositionTests {

    private static final long MOST = 40;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void includesWhatPostgresSees() {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestServers.postgresUrl()));

        for (int n = 0; n < 200; n++) {
            Position position = position("a");
            List<Long> seen = jdbc.sql("SELECT x FROM generate_series(3, :most) AS x"
                            + " WHERE pg_visible_in_snapshot(CAST(x::text AS xid8), CAST(:snapshot AS pg_snapshot))")
                    .param("most", MOST)
                    .param("snapshot", position.snapshot())
                    .query(Long.class)
                    .list();

            assertThat(transactions().filter(position::includes).boxed().toList())
                    .as("%s, seed %d", position, seed)
                    .isEqualTo(seen);
        }
    }

    @Test
    void containsAnotherWhereItIncludesAllOfIt() {
        for (int n = 0; n < 20_000; n++) {
            Position one = position("a");
            Position other = position("a");

            assertThat(one.contains(other))
                    .as("%s contains %s, seed %d", one, other, seed)
                    .isEqualTo(transactions().filter(other::includes).allMatch(one::includes));
        }
    }

    @Test
    void isReadAsWritten() {
        for (int n = 0; n < 1_000; n++) {
            Position position = position("0a-Z");

            assertThat(Position.parse(position.toString())).isEqualTo(position).hasSameHashCodeAs(position);
        }
    }

    @Test
    void isComparedWithinItsHistoryAlone() {
        Position position = Position.of("a", "5:5:");

        assertThat(position.contains(Position.of("a", "5:5:"))).isTrue();
        assertThat(position.contains(Position.of("b", "5:5:"))).isFalse();
        assertThat(position).isNotEqualTo(Position.of("b", "5:5:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:1",
                "a:1:2",
                "a:1:2:x",
                "a:1:2:-1",
                "a:x:2:",
                ":1:2:",
                "a b:1:2:",
                "a:1:9999999999999999999:",
                "a:1:2::",
                "a:1:2:1,,1"
            })
    void nothingElseIsRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }

    private Position position(String history) {
        long end = 3 + random.nextLong(MOST - 3);
        List<String> inProgress = transactions()
                .filter(transaction -> transaction < end && random.nextInt(4) == 0)
                .mapToObj(Long::toString)
                .toList();
        String start = inProgress.isEmpty() ? Long.toString(end) : inProgress.getFirst();
        return Position.of(history, start + ":" + end + ":" + String.join(",", inProgress));
    }

    private static LongStream transactions() {
        return LongStream.rangeClosed(3, MOST);
    }
}
