// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Target;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Oracle Database. */
final class OracleDialect extends Dialect {
    /** Duplicates, null, ranges, lengths, conversions, foreign keys, checks, partitions, policies. */
    private static final Set<Integer> OF_ROWS =
            Set.of(1, 1400, 1407, 1426, 1438, 1722, 1847, 2290, 2291, 2292, 12_899, 14_400, 28_115);
    /** Locks, deadlock, serialization, full tablespaces, sessions, shutdown, lost connections. */
    private static final Set<Integer> TRANSIENT = Set.of(
            18, 20, 54, 60, 1033, 1034, 1089, 1090, 1536, 1652, 1653, 1654, 3113, 3114, 8177, 12_514, 12_516, 12_519,
            12_541, 17_002, 17_008, 17_410);

    @Override
    public String id() {
        return "oracle";
    }

    @Override
    public String fold(String name) {
        return name.matches("[a-z][a-z0-9_]*") ? name.toUpperCase(Locale.ROOT) : name;
    }

    @Override
    String upsert(Target target) {
        String values = target.columns().stream()
                .map((Column column) -> placeholder(column) + " AS " + quote(column.name()))
                .collect(Collectors.joining(", "));
        return merge(target, "(SELECT " + values + " FROM dual) s");
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case BOOLEAN -> "NUMBER(1)";
            case SMALL -> "NUMBER(5)";
            case INT -> "NUMBER(10)";
            case LONG -> "NUMBER(19)";
            case FLOAT -> "BINARY_FLOAT";
            case DOUBLE -> "BINARY_DOUBLE";
            case DECIMAL -> "NUMBER(38, 10)";
            case WHOLE -> "NUMBER(38)";
            case TEXT, JSON -> key ? "VARCHAR2(255 CHAR)" : "VARCHAR2(4000)";
            case TIME -> "VARCHAR2(18)";
            default -> super.type(kind, key);
        };
    }

    @Override
    public String name(int length) {
        return "VARCHAR2(" + length + " CHAR)";
    }

    @Override
    public String longText() {
        return "CLOB";
    }

    @Override
    public Failure classify(SQLException error) {
        if (OF_ROWS.contains(error.getErrorCode())) {
            return Failure.ROW;
        }
        return TRANSIENT.contains(error.getErrorCode()) ? Failure.TRANSIENT : super.classify(error);
    }
}
