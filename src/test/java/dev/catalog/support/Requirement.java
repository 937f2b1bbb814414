package dev.catalog.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something of the machine that a test class cannot do without: where it is missing the class is skipped, but not on CI. */
public final class Requirement {

    private static final Logger LOG = LoggerFactory.getLogger(Requirement.class);

    private Requirement() {}

    /**
     * Whether to run the test class.
     *
     * @throws IllegalStateException with this reason, where the environment variable {@code CI} is {@code true}
     */
    public static ConditionEvaluationResult met(boolean present, String reasonIfNot) {
        if (present) {
            return ConditionEvaluationResult.enabled("all is there");
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException(reasonIfNot);
        }
        LOG.warn("Tests are skipped: {}", reasonIfNot);
        return ConditionEvaluationResult.disabled(reasonIfNot);
    }
}
