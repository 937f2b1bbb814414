package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.core.io.ClassPathResource;

/** Skips a test class where the build had no Node.js to make GraphiQL with; on a CI server that is a failure. */
final class BuiltPage implements BeforeAllCallback {

    static final ClassPathResource PAGE = new ClassPathResource("web/graphiql/index.html");

    @Override
    public void beforeAll(ExtensionContext context) {
        var reason = "this build is without GraphiQL, see target/graphiql/build.log";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(PAGE.exists()).as(reason).isTrue();
        }
        assumeTrue(PAGE.exists(), reason);
    }
}
