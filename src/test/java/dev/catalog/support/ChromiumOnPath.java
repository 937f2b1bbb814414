package dev.catalog.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Requires {@link Chromium}. */
public final class ChromiumOnPath implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Requirement.met(Chromium.onPath().isPresent(), "there is neither Chromium nor Chrome on the PATH");
    }
}
