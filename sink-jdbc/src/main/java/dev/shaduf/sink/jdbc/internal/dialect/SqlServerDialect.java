// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.table.Target;
import java.sql.SQLException;
import java.util.Set;

/** Microsoft SQL Server. */
final class SqlServerDialect extends Dialect {
    /** Conversion, overflow, null, truncation, duplicates, foreign keys, keys that are too long, predicates that block rows. */
    private static final Set<Integer> OF_ROWS =
            Set.of(220, 241, 242, 245, 515, 547, 1946, 2601, 2627, 2628, 8114, 8115, 8152, 8169, 33_504);
    /** Full disk or log, deadlock, lock time-out, too many sessions, being restarted. */
    private static final Set<Integer> TRANSIENT = Set.of(1101, 1105, 1204, 1205, 1222, 3960, 6005, 9002, 17_809);

    @Override
    public String id() {
        return "sqlserver";
    }

    @Override
    public String quote(String identifier) {
        return '[' + identifier.replace("]", "]]") + ']';
    }

    /** Without the lock, two writers could both find no row of a key. */
    @Override
    String upsert(Target target) {
        String source = "(VALUES (" + placeholders(target.columns()) + ")) AS s (" + list(target.columns()) + ")";
        String table = quote(target.name());
        return merge(target, source)
                        .replace("MERGE INTO " + table + " t", "MERGE INTO " + table + " WITH (HOLDLOCK) AS t")
                + ";";
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case BOOLEAN -> "BIT";
            case DOUBLE -> "FLOAT";
            case TEXT, JSON -> key ? "NVARCHAR(255)" : "NVARCHAR(MAX)";
            case UUID -> "UNIQUEIDENTIFIER";
            case BYTES -> key ? "VARBINARY(255)" : "VARBINARY(MAX)";
            case LOCAL_TIMESTAMP -> "DATETIME2(6)";
            case TIMESTAMP -> "DATETIMEOFFSET(6)";
            case TIME -> "TIME(6)";
            default -> super.type(kind, key);
        };
    }

    @Override
    public String name(int length) {
        return "NVARCHAR(" + length + ") COLLATE Latin1_General_BIN2";
    }

    @Override
    public Failure classify(SQLException error) {
        if (OF_ROWS.contains(error.getErrorCode())) {
            return Failure.ROW;
        }
        return TRANSIENT.contains(error.getErrorCode()) ? Failure.TRANSIENT : super.classify(error);
    }
}
