package dev.catalog.consistency;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes from outside, each transaction over one of two connections: at once, or over several steps while others write too.
 * Half-done ones are rolled back where they would wait for each other or break a constraint.
 */
final class RandomWriter implements AutoCloseable {

    private final RandomChoice choice;
    private final RandomWrites writes;
    private final Connection quick;
    private final Connection slow;
    private final List<String> history = new ArrayList<>();
    private boolean open;

    RandomWriter(String url, RandomChoice choice) throws SQLException {
        this.choice = choice;
        writes = new RandomWrites(choice);
        quick = connect(url);
        slow = connect(url);
    }

    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '10ms'");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Begins with a catalog of a few rows. */
    void seed() throws SQLException {
        run(quick, RandomWrites.replacement());
        quick.commit();
    }

    /** A transaction, or a part of one. */
    void write() throws SQLException {
        if (open && choice.rarely(250)) {
            open = false;
            end(slow, "slow: ", choice.rarely(700));
        }
        if (choice.rarely(100)) {
            open = write(slow, "slow: ", writes.transaction());
        } else if (write(quick, "", choice.rarely(4) ? RandomWrites.replacement() : writes.transaction())) {
            end(quick, "", choice.rarely(880));
        }
    }

    /** Commits what is half done. */
    void finish() throws SQLException {
        if (open) {
            open = false;
            end(slow, "slow: ", true);
        }
    }

    /** Whether a transaction has begun and not ended, so that others might wait for it. */
    boolean isHalfDone() {
        return open;
    }

    /** Takes note of what somebody else writes. */
    void note(String what) {
        history.add(what);
    }

    /** What was written lately, a statement a line. */
    String history() {
        return String.join("\n", history.subList(Math.max(0, history.size() - 40), history.size()));
    }

    private boolean write(Connection connection, String who, List<String> statements) throws SQLException {
        statements.forEach(statement -> history.add(who + statement));
        try {
            run(connection, statements);
            return true;
        } catch (SQLException e) {
            connection.rollback();
            history.add(who + "failed: " + e.getMessage());
            return false;
        }
    }

    private void end(Connection connection, String who, boolean successfully) throws SQLException {
        history.add(who + (successfully ? "COMMIT" : "ROLLBACK"));
        if (successfully) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        quick.close();
        slow.close();
    }
}
