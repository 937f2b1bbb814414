package dev.catalog.feed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections as through a pooler that gives each transaction another session: what is listened to is not heard. */
record DeafConnections(FollowedDatabase database) implements FeedConnections {

    @Override
    public Connection open() throws SQLException {
        Connection connection = database.connect();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        return result instanceof Statement statement
                                        && method.getName().equals("createStatement")
                                ? deaf(statement)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static Statement deaf(Statement statement) {
        return (Statement) Proxy.newProxyInstance(
                DeafConnections.class.getClassLoader(), new Class<?>[] {Statement.class}, (_, method, arguments) -> {
                    if (method.getName().equals("execute")
                            && String.valueOf(arguments[0]).startsWith("LISTEN")) {
                        return false;
                    }
                    try {
                        return method.invoke(statement, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
