package dev.catalog.cache;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells a failure of what is behind the gateway, which may be over at the next try, from one of the gateway itself. */
public final class Outage {

    // SQLSTATE classes: connection exception, insufficient resources, operator intervention (time-outs included).
    private static final Set<String> STATES = Set.of("08", "53", "57");
    private static final int MAX_CAUSES = 32;

    private Outage() {}

    /** Whether the failure, or what caused it, is that something did not answer, or not in time. */
    public static boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case DataAccessResourceFailureException _ -> true;
            case TransientDataAccessException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case TransactionTimedOutException _ -> true;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLException sql -> isOutage(sql.getSQLState());
            case TimeoutException _ -> true;
            default -> false;
        };
    }

    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && STATES.contains(sqlState.substring(0, 2));
    }
}
