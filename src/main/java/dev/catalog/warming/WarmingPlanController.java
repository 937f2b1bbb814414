package dev.catalog.warming;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What a warming job would do. */
@Controller
class WarmingPlanController {

    private final WarmingPlanner planner;

    WarmingPlanController(WarmingPlanner planner) {
        this.planner = planner;
    }

    @QueryMapping
    WarmingPlan warmingPlan(@Argument CacheWarmingJobType jobType) {
        return planner.plan(jobType);
    }
}
