// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Target;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** H2, embedded or as a server. */
final class H2Dialect extends Dialect {
    /** Input and output, broken connections, a database that is closed, closing, or opened by another process. */
    private static final Set<Integer> TRANSIENT =
            Set.of(50_200, 90_007, 90_020, 90_028, 90_031, 90_067, 90_098, 90_108, 90_121, 90_131);

    /** What a full disk gives, among others. */
    private static final int GENERAL = 50_000;

    @Override
    public String id() {
        return "h2";
    }

    @Override
    public String fold(String name) {
        return name.matches("[a-z][a-z0-9_]*") ? name.toUpperCase(Locale.ROOT) : name;
    }

    @Override
    String upsert(Target target) {
        return "MERGE INTO " + quote(target.name()) + " (" + list(target.columns()) + ") KEY (" + list(target.key())
                + ") VALUES (" + placeholders(target.columns()) + ")";
    }

    @Override
    String placeholder(Column column) {
        return column.typeName().equalsIgnoreCase("JSON") ? "? FORMAT JSON" : "?";
    }

    @Override
    public String createTable() {
        return "CREATE TABLE IF NOT EXISTS";
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case JSON -> "JSON";
            case UUID -> "UUID";
            case BYTES -> "VARBINARY";
            case TIME -> "TIME(6)";
            default -> super.type(kind, key);
        };
    }

    /**
     * A commit stays in memory for half a second. A checkpoint writes it, unless the thread that writes in the background has
     * begun to: then it does not wait for that. Without a delay there is no such thread; a database that is opened has one
     * again, whatever its settings say.
     */
    @Override
    public String durabilitySql() {
        return "SET WRITE_DELAY 0; CHECKPOINT SYNC";
    }

    /** The driver takes a limit when it connects, and none later. */
    @Override
    public Map<String, String> limits(String url, long loginMillis, long answerMillis) {
        boolean isServer = url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:");
        return isServer ? Map.of("NETWORK_TIMEOUT", Long.toString(answerMillis)) : Map.of();
    }

    @Override
    public Failure classify(SQLException error) {
        boolean ofStorage = error.getErrorCode() == GENERAL
                && String.valueOf(error.getMessage()).contains("MVStoreException");
        return ofStorage || TRANSIENT.contains(error.getErrorCode()) ? Failure.TRANSIENT : super.classify(error);
    }
}
