package dev.catalog.graphql;

import dev.catalog.support.Requirement;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.core.io.ClassPathResource;

/** Requires GraphiQL, which a build without Node.js has not. */
final class BuiltPage implements ExecutionCondition {

    static final ClassPathResource PAGE = new ClassPathResource("web/graphiql/index.html");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Requirement.met(PAGE.exists(), "this build is without GraphiQL, see target/graphiql/build.log");
    }
}
