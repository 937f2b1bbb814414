package dev.catalog.clients;

import dev.catalog.support.Requirement;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Requires {@link Node}. */
final class NodeFound implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Requirement.met(Node.find().isPresent(), "there is no Node.js with npm on the PATH");
    }
}
