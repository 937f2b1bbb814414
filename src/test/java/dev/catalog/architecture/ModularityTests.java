package dev.catalog.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom. Every module may besides name {@code startup}, by whose exception a start ends. */
class ModularityTests {

    private static final String[] MODULES = {
        "cache",
        "category",
        "document",
        "feed",
        "graphql",
        "limits",
        "local",
        "migration",
        "product",
        "rehearsal",
        "relay",
        "response",
        "security",
        "startup",
        "transfer",
        "warming"
    };

    @Test
    void everyClassBelongsToAModuleButTheApplication() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName("dev.catalog.CatalogGateway")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(packages(MODULES))
                .check(GatewayClasses.MAIN);
    }

    @Test
    void noModulesImportEachOtherInACircle() {
        slices().matching("dev.catalog.(*)..").should().beFreeOfCycles().check(GatewayClasses.MAIN);
    }

    @Test
    void startupImportsNothingOfOurs() {
        assertImportsOnly("startup");
    }

    @Test
    void feedImportsNothingOfOurs() {
        assertImportsOnly("feed");
    }

    @Test
    void relayImportsNothingOfOurs() {
        assertImportsOnly("relay");
    }

    @Test
    void securityImportsNothingOfOurs() {
        assertImportsOnly("security");
    }

    @Test
    void rehearsalKnowsTheGatewayAsAClientDoes() {
        assertImportsOnly("rehearsal");
    }

    @Test
    void migrationImportsNothingOfOurs() {
        assertImportsOnly("migration");
    }

    @Test
    void localImportsNothingOfOurs() {
        assertImportsOnly("local");
    }

    @Test
    void cacheKnowsNoFeature() {
        assertImportsOnly("cache", "feed");
    }

    @Test
    void cacheKnowsNoGraphQl() {
        noClasses()
                .that()
                .resideInAPackage("dev.catalog.cache..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("graphql..", "org.dataloader..", "org.springframework.graphql..")
                .check(GatewayClasses.MAIN);
    }

    @Test
    void warmingKnowsNoFeature() {
        assertImportsOnly("warming", "cache", "feed", "relay", "security");
    }

    @Test
    void categoryKnowsNoProduct() {
        assertImportsOnly("category", "cache", "feed", "relay", "security", "warming");
    }

    @Test
    void productStandsOnCategory() {
        assertImportsOnly("product", "cache", "category", "feed", "relay", "security", "warming");
    }

    @Test
    void limitsKnowNoFeature() {
        assertImportsOnly("limits", "cache", "relay");
    }

    @Test
    void graphqlKnowsNoFeature() {
        assertImportsOnly("graphql", "cache", "document", "feed", "limits", "relay", "security");
    }

    @Test
    void documentStandsOnTheCachesAlone() {
        assertImportsOnly("document", "cache");
    }

    @Test
    void responseStandsOnGraphql() {
        assertImportsOnly("response", "cache", "document", "feed", "graphql", "limits");
    }

    @Test
    void transferKnowsTheFeaturesAndTheCachesAlone() {
        assertImportsOnly("transfer", "cache", "category", "product");
    }

    // A module that is planned and not there yet keeps its rule.
    private static void assertImportsOnly(String module, String... others) {
        String[] allowed = packages(Stream.concat(Stream.of(module, "startup"), Arrays.stream(others))
                .toArray(String[]::new));
        classes()
                .that()
                .resideInAPackage("dev.catalog." + module + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.catalog..").or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(GatewayClasses.MAIN);
    }

    private static String[] packages(String... modules) {
        return Arrays.stream(modules)
                .map(module -> "dev.catalog." + module + "..")
                .toArray(String[]::new);
    }
}
