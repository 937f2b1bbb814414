package dev.catalog.limits;

import dev.catalog.relay.ConnectionArguments;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Tells clients the bounds. */
@Controller
final class LimitsController {

    private final OperationLimits limits;

    LimitsController(LimitsProperties settings) {
        limits = new OperationLimits(
                settings.maxDepth(),
                settings.maxCost(),
                ConnectionArguments.LARGEST_PAGE_SIZE,
                settings.maxAliases(),
                settings.maxRootFields(),
                Math.toIntExact(settings.maxBytes()));
    }

    @QueryMapping
    OperationLimits limits() {
        return limits;
    }
}
