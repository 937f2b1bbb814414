package dev.catalog.support;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Warming jobs of tests, in a database without any. */
public final class WarmingJobFixtures {

    private final WarmingJobRows node;
    private final WarmingJobRows rails;

    public WarmingJobFixtures(JdbcClient jdbc, PlatformTransactionManager transactions) {
        node = new WarmingJobRows(jdbc, new TransactionTemplate(transactions), true);
        rails = new WarmingJobRows(jdbc, new TransactionTemplate(transactions), false);
    }

    /** What a node writes, and announces. */
    public WarmingJobRows byNode() {
        return node;
    }

    /** What the Rails application writes without a word. */
    public WarmingJobRows byRails() {
        return rails;
    }
}
