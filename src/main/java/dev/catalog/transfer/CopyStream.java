package dev.catalog.transfer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Rows on their way into a table, in the text format of {@code COPY}. Each row stems from one line of one file and they
 * come in order, so that a row the database refuses is told by its line.
 */
final class CopyStream implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final Pattern ROW_NUMBER = Pattern.compile("COPY [^,]+, \\D*(\\d+)");

    private final CopyIn copy;
    private final StringBuilder chunk = new StringBuilder(2 * CHUNK);
    private @Nullable Line first;

    /** Begins to copy; {@code target} is the table and its columns. */
    CopyStream(Connection connection, String target) throws SQLException {
        copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn("COPY " + target + " FROM STDIN");
    }

    /** Adds the row of a line; null is SQL's. */
    void add(Line line, @Nullable Object... values) throws SQLException {
        if (first == null) {
            first = line;
        }
        for (int i = 0; i < values.length; i++) {
            append(values[i]);
            chunk.append(i < values.length - 1 ? '\t' : '\n');
        }
        if (chunk.length() >= CHUNK) {
            send();
        }
    }

    /** Hands over what is left and ends the copy. */
    void end() throws SQLException {
        send();
        try {
            copy.endCopy();
        } catch (PSQLException e) {
            throw refused(e);
        }
    }

    /** Ends a copy that was not ended, of which nothing remains. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        chunk.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (PSQLException e) {
            throw refused(e);
        }
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> chunk.append("\\N");
            case String text -> appendEscaped(text);
            case BigDecimal number -> chunk.append(number.toPlainString());
            default -> chunk.append(value);
        }
    }

    private void appendEscaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> chunk.append("\\\\");
                case '\n' -> chunk.append("\\n");
                case '\r' -> chunk.append("\\r");
                case '\t' -> chunk.append("\\t");
                default -> chunk.append(c);
            }
        }
    }

    /** Names the line of the refused row, where the database tells its number. */
    private SQLException refused(PSQLException e) {
        ServerErrorMessage error = e.getServerErrorMessage();
        if (error != null && error.getWhere() != null && first != null) {
            Matcher row = ROW_NUMBER.matcher(error.getWhere());
            if (row.find()) {
                int number = first.number() + Integer.parseInt(row.group(1)) - 1;
                throw new Line(first.file(), number, "").fault("the database refuses it: " + error.getMessage());
            }
        }
        return e;
    }
}
