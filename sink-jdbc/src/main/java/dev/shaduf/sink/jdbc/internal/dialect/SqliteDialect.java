// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.row.Plain;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Target;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** SQLite: one writer at a time, five types of values, errors by number. */
final class SqliteDialect extends Dialect {
    private static final int PRIMARY = 0xff;
    /** Too big, constraint, mismatch. */
    private static final Set<Integer> OF_ROWS = Set.of(18, 19, 20);
    /** Busy, locked, out of memory, interrupted, input and output, full, cannot open, protocol, schema changed. */
    private static final Set<Integer> TRANSIENT = Set.of(5, 6, 7, 9, 10, 13, 14, 15, 17);

    @Override
    public String id() {
        return "sqlite";
    }

    @Override
    String upsert(Target target) {
        String set = target.rest().stream()
                .map(column -> quote(column.name()) + " = excluded." + quote(column.name()))
                .collect(Collectors.joining(", "));
        return insert(target) + " ON CONFLICT (" + list(target.key()) + ") DO "
                + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }

    @Override
    Object convert(Column column, Object plain) {
        if (plain instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (plain instanceof UUID || plain instanceof BigDecimal) {
            return plain.toString();
        }
        String time = Conversion.sortable(plain);
        if (time != null) {
            return time;
        }
        return Plain.isStructured(plain) ? Conversion.text(plain) : Conversion.known(column, plain);
    }

    @Override
    public String createTable() {
        return "CREATE TABLE IF NOT EXISTS";
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case BOOLEAN, SMALL, INT, LONG -> "INTEGER";
            case FLOAT, DOUBLE -> "REAL";
            case DECIMAL, WHOLE -> "NUMERIC";
            case BYTES -> "BLOB";
            case TEXT, JSON, UUID, DATE, TIME, LOCAL_TIMESTAMP, TIMESTAMP -> "TEXT";
        };
    }

    @Override
    public int mostWriters() {
        return 1;
    }

    /** The driver begins the next transaction when one ends. */
    @Override
    public boolean locksInTransaction() {
        return true;
    }

    /** A transaction that begins by reading could not always go on to write. */
    @Override
    public Map<String, String> properties() {
        return Map.of("transaction_mode", "IMMEDIATE", "busy_timeout", "30000");
    }

    @Override
    public boolean hasIsolationLevels() {
        return false;
    }

    @Override
    public Failure classify(SQLException error) {
        int code = error.getErrorCode() & PRIMARY;
        if (OF_ROWS.contains(code)) {
            return Failure.ROW;
        }
        return TRANSIENT.contains(code) ? Failure.TRANSIENT : super.classify(error);
    }
}
