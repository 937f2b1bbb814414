package dev.catalog.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.catalog.cache.ReadContext;
import dev.catalog.cache.RegionLoader;
import dev.catalog.cache.SoleKey;
import dev.catalog.relay.NodeLoader;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dataloader.DataLoader;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.util.backoff.BackOffExecution;

class CodingRulesTests {

    private static final int MOST_LINES = 300;

    private static final Set<String> INJECTION = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.annotation.Resource",
            "jakarta.inject.Inject",
            "jakarta.persistence.PersistenceContext");

    @Test
    void entitiesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(GatewayClasses.MAIN);
    }

    @Test
    void repositoriesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .check(GatewayClasses.MAIN);
    }

    @Test
    void controllersStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .check(GatewayClasses.MAIN);
    }

    @Test
    void loadersStayInTheirPackage() {
        classes().that(areLoaders()).should().bePackagePrivate().check(GatewayClasses.MAIN);
    }

    @Test
    void loadersCallNoLoaders() {
        noClasses()
                .that(areLoaders())
                .should()
                .dependOnClassesThat(areLoaders().or(assignableTo(DataLoader.class)))
                .check(GatewayClasses.MAIN);
    }

    @Test
    void controllersButThoseOfTheCachesReadThroughDataLoadersAlone() {
        noClasses()
                .that()
                .areAnnotatedWith(Controller.class)
                .and()
                .resideOutsideOfPackage("dev.catalog.warming..")
                .should()
                .dependOnClassesThat(describe("read the database", CodingRulesTests::readsDatabase))
                .orShould()
                .dependOnClassesThat(describe("are the cache's", CodingRulesTests::isOfCacheInside))
                .check(GatewayClasses.MAIN);
    }

    @Test
    void redissonIsKnownToTheCachesTheDocumentsAndTheRateLimitAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.catalog.cache..", "dev.catalog.document..")
                .and()
                .doNotHaveSimpleName("RateLimits")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .check(GatewayClasses.MAIN);
    }

    @Test
    void beansAreInjectedByConstructorsAndSettingsAsRecords() {
        noClasses()
                .should()
                .dependOnClassesThat(describe("inject otherwise", type -> INJECTION.contains(type.getName())))
                .check(GatewayClasses.MAIN);
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .check(GatewayClasses.MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(GatewayClasses.ALL.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses()
                .that(describe("are ours", type -> type.getPackageName().startsWith("dev.catalog")))
                .should()
                .haveNameMatching(".*[.$](\\w*(Utils?|Helpers?|Managers?|Impl)|(Base|Common)([A-Z]\\w*)?)")
                .check(GatewayClasses.ALL);
    }

    @Test
    void nothingSleepsButBetweenTheAttemptsOfABackOff() {
        noClasses()
                .that(describe("do not back off", CodingRulesTests::doesNotBackOff))
                .should()
                .callMethodWhere(describe("it sleeps", CodingRulesTests::sleeps))
                .check(GatewayClasses.ALL);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethodWhere(describe("it reads the system's time", CodingRulesTests::readsSystemTime))
                .check(GatewayClasses.MAIN);
    }

    @Test
    void nothingIsPrintedPastTheLog() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(GatewayClasses.MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "test"})
    void filesStaySmall(String part) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", part, "java"))) {
            Map<Path, Long> lines = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(toMap(file -> file, CodingRulesTests::lines));

            assertThat(lines).isNotEmpty();
            assertThat(lines.entrySet())
                    .filteredOn(file -> file.getValue() >= MOST_LINES)
                    .isEmpty();
        }
    }

    private static DescribedPredicate<JavaClass> areLoaders() {
        return describe(
                "load a region or nodes",
                type -> !type.isInterface()
                        && (type.isAssignableTo(RegionLoader.class) || type.isAssignableTo(NodeLoader.class)));
    }

    private static boolean readsDatabase(JavaClass type) {
        return type.isAnnotatedWith(Repository.class)
                || Stream.of("jakarta.persistence", "java.sql", "javax.sql", "org.springframework.jdbc")
                        .anyMatch(type.getPackageName()::startsWith);
    }

    // The key of a region with one entry names nothing of the inside, nor does the time that an operation has.
    private static boolean isOfCacheInside(JavaClass type) {
        return type.getPackageName().equals("dev.catalog.cache")
                && !type.isEquivalentTo(SoleKey.class)
                && !type.isEquivalentTo(ReadContext.class);
    }

    private static boolean doesNotBackOff(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .noneMatch(dependency -> dependency.getTargetClass().isEquivalentTo(BackOffExecution.class));
    }

    private static boolean sleeps(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return call.getName().equals("sleep")
                && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
    }

    private static boolean readsSystemTime(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        boolean withoutClock = call.getTarget().getRawParameterTypes().isEmpty();
        return (owner.getPackageName().equals("java.time") && call.getName().equals("now") && withoutClock)
                || (owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis"));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
