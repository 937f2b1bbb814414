package dev.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.feed.CatalogTable;
import dev.catalog.support.CatalogGatewayTest;
import dev.catalog.warming.WarmingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page {@code docs/caching.md} says of the regions what they declare of themselves. */
@CatalogGatewayTest
class CachingPageTests {

    private static final Path PAGE = Path.of("docs", "caching.md");
    private static final String REWRITE = "catalog.docs.rewrite";

    private final List<RegionLoader<?, ?>> loaders;
    private final List<ChangeTags> changeTags;
    private final List<WarmingSource<?>> sources;
    private final DependencyTables tables;

    CachingPageTests(List<RegionLoader<?, ?>> loaders, List<ChangeTags> changeTags, List<WarmingSource<?>> sources) {
        this.sources = sources;
        this.loaders = loaders;
        this.changeTags = changeTags;
        tables = new DependencyTables(loaders, changeTags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"regions", "kinds", "warming"})
    void thePageHasTheTableOfTheDeclarations(String name) throws IOException {
        String page = Files.readString(PAGE);
        String declared = withTable(page, name, table(name));

        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(PAGE, declared);
            return;
        }

        assertThat(page)
                .as(
                        "%s differs from the declarations; ./mvnw test -Dtest=CachingPageTests -D%s=true writes its tables anew",
                        PAGE, REWRITE)
                .isEqualTo(declared);
    }

    @Test
    void everyRegionSaysWhatItHoldsUnderWhichKeysAndWhatThatDependsOn() {
        assertThat(loaders).allSatisfy(loader -> {
            assertThat(loader.region().holds()).isNotBlank();
            assertThat(loader.region().keyForms()).isNotEmpty();
            assertThat(loader.dependencies().described()).isNotEmpty();
        });
    }

    @Test
    void everyWarmingSourceSaysWhichKeysItFills() {
        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.which()).isNotBlank());
    }

    @Test
    void everyKindIsTouchedAsAWholeByManyChangesOfSomeTable() {
        Set<TagKind> touched = Arrays.stream(CatalogTable.values())
                .flatMap(table -> changeTags.stream().flatMap(tags -> tags.kinds(table).stream()))
                .collect(Collectors.toSet());

        assertThat(loaders)
                .flatExtracting(loader -> loader.dependencies().described())
                .extracting(Dependencies.Described::kind)
                .isSubsetOf(touched);
        assertThat(touched).extracting(TagKind::name).doesNotHaveDuplicates();
    }

    private String table(String name) {
        return switch (name) {
            case "regions" -> tables.regions();
            case "kinds" -> tables.kinds();
            default -> WarmingTable.of(sources);
        };
    }

    private static String withTable(String page, String name, String table) {
        String begin = "<!-- " + name + ": written by CachingPageTests -->\n";
        String end = "\n<!-- end of " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        assertThat(from).as("the mark of the table of %s", name).isNotNegative();
        assertThat(to).as("the mark behind the table of %s", name).isGreaterThan(from);
        return page.substring(0, from + begin.length()) + table + page.substring(to);
    }
}
