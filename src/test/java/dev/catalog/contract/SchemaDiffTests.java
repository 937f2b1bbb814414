package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.support.CatalogGatewayTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;

@CatalogGatewayTest
class SchemaDiffTests {

    private final GraphQlSource source;

    SchemaDiffTests(GraphQlSource source) {
        this.source = source;
    }

    @BeforeEach
    void acceptIfAsked() throws IOException {
        SchemaSnapshot.acceptIfAsked(source);
    }

    @Test
    void theSchemaBreaksNoClient() {
        SchemaChanges changes = changes();

        assertThat(changes.breaking())
                .withFailMessage(() -> """
                        The schema breaks clients written for its snapshot:
                        %sWhere this is meant, list it in CHANGELOG.md as breaking and accept it with
                          %s""".formatted(list(changes.breaking()), SchemaSnapshot.ACCEPT_COMMAND))
                .isEmpty();
    }

    @Test
    void theSnapshotIsTheSchemaAsItIs() {
        SchemaChanges changes = changes();

        assertThat(SchemaSnapshot.current(source))
                .withFailMessage(() -> """
                        The schema's snapshot is out of date.
                        breaking:
                        %sdangerous:
                        %sharmless, beside what changes in text or order alone:
                        %sAccept the schema as it is with
                          %s""".formatted(
                                list(changes.breaking()),
                                list(changes.dangerous()),
                                list(changes.harmless()),
                                SchemaSnapshot.ACCEPT_COMMAND))
                .isEqualTo(SchemaSnapshot.committed());
    }

    private SchemaChanges changes() {
        return SchemaChanges.between(SchemaSnapshot.committed(), SchemaSnapshot.current(source));
    }

    private static String list(List<String> changes) {
        return changes.isEmpty()
                ? "  none\n"
                : changes.stream().map(change -> "  - " + change + "\n").collect(Collectors.joining());
    }
}
