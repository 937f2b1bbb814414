package dev.catalog.relay;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;

/**
 * A column {@code timestamp without time zone}, as the instant that its value is in UTC.
 * <p>Hibernate's own way to an instant goes by a calendar for each value, which was half of what reading a row took.
 */
public final class UtcTimestamp implements UserType<Instant> {

    @Override
    public int getSqlType() {
        return Types.TIMESTAMP;
    }

    @Override
    public Class<Instant> returnedClass() {
        return Instant.class;
    }

    @Override
    public @Nullable Instant nullSafeGet(ResultSet rows, int position, WrapperOptions options) throws SQLException {
        LocalDateTime time = rows.getObject(position, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    @Override
    public void nullSafeSet(PreparedStatement statement, @Nullable Instant value, int position, WrapperOptions options)
            throws SQLException {
        statement.setObject(position, value == null ? null : LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    @Override
    public @Nullable Instant deepCopy(@Nullable Instant value) {
        return value;
    }

    @Override
    public boolean isMutable() {
        return false;
    }
}
