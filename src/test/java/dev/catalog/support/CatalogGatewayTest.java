package dev.catalog.support;

import dev.catalog.CatalogGateway;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.graphql.test.autoconfigure.tester.AutoConfigureGraphQlTester;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/**
 * A test of the whole gateway on the {@linkplain TestServers test servers}, its rows written by {@link CatalogFixtures}
 * and its statements counted by a {@link QueryCounter}.
 * <p>Test classes with equal attributes share one application context, and so one database.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = CatalogGateway.class)
@AutoConfigureGraphQlTester
@Import({CatalogFixtures.class, QueryCounterConfiguration.class, SchemaInspection.class, WarmingJobFixtures.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
@ContextConfiguration(initializers = TestServersInitializer.class)
public @interface CatalogGatewayTest {

    /** Whether an HTTP server listens ({@link WebEnvironment#RANDOM_PORT}) or requests are mocked, as by default. */
    @AliasFor(annotation = SpringBootTest.class)
    WebEnvironment webEnvironment() default WebEnvironment.MOCK;

    /** Settings of this test, each as {@code key=value}. */
    @AliasFor(annotation = SpringBootTest.class)
    String[] properties() default {};
}
