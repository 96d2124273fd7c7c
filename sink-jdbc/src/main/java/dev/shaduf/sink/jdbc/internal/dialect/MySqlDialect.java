// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.load.MultiRowLoader;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.Target;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** MariaDB and MySQL. Rows are inserted many to a statement, whatever the driver does with batches. */
final class MySqlDialect extends Dialect {
    private static final int PACKET_TOO_LARGE = 1153;
    /** Values that a column cannot hold, which have no SQLState of their own; missing defaults, partitions, checks, bad JSON. */
    private static final Set<Integer> OF_ROWS =
            Set.of(1265, 1292, 1364, 1366, 1411, 1526, 3140, 3819, 4025, PACKET_TOO_LARGE);
    /** Locks, deadlocks, too many connections, full disks and tables, shutdown, killed, time-outs, read-only. */
    private static final Set<Integer> TRANSIENT = Set.of(
            1021, 1030, 1040, 1053, 1114, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1226, 1290, 1317, 1836, 1927, 1969,
            3024);

    private static final String ENGINE = "SELECT t.engine FROM information_schema.tables t"
            + " JOIN information_schema.engines e ON e.engine = t.engine"
            + " WHERE t.table_schema = COALESCE(?, DATABASE()) AND t.table_name = ? AND e.transactions = 'NO'";

    private final String id;
    private final boolean alias;

    /**
     * Speaks to a server.
     *
     * @param alias whether new values have an alias, as in MySQL from 8.0.19, rather than {@code VALUES()}
     */
    MySqlDialect(String id, boolean alias) {
        this.id = id;
        this.alias = alias;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public boolean schemasAreCatalogs() {
        return true;
    }

    @Override
    public Loader loader(WriteMode mode, Target target) {
        if (mode == WriteMode.UPDATE || mode == WriteMode.DELETE) {
            return super.loader(mode, target);
        }
        String head = "INSERT INTO " + quote(target.name()) + " (" + list(target.columns()) + ") VALUES ";
        String row = "(" + placeholders(target.columns()) + ")";
        String tail = mode == WriteMode.UPSERT ? onDuplicate(target) : "";
        return new MultiRowLoader(head, row, tail, target.columns().size());
    }

    @Override
    String upsert(Target target) {
        return insert(target) + onDuplicate(target);
    }

    private String onDuplicate(Target target) {
        var updated = target.rest().isEmpty() ? target.key().subList(0, 1) : target.rest();
        String set = updated.stream()
                .map(column -> quote(column.name()) + " = " + fresh(column))
                .collect(Collectors.joining(", "));
        return (alias ? " AS fresh" : "") + " ON DUPLICATE KEY UPDATE " + set;
    }

    private String fresh(Column column) {
        return alias ? "fresh." + quote(column.name()) : "VALUES(" + quote(column.name()) + ")";
    }

    @Override
    Object convert(Column column, Object plain) {
        if (plain instanceof UUID uuid) {
            Object converted = Conversion.uuid(column, uuid);
            return converted instanceof UUID ? uuid.toString() : converted;
        }
        String time = Conversion.sortable(plain);
        return time != null ? time : Conversion.standard(column, plain);
    }

    @Override
    public String createTable() {
        return "CREATE TABLE IF NOT EXISTS";
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case TEXT -> key ? name(255) : longText();
            case JSON -> key ? name(255) : "JSON";
            case BYTES -> key ? "VARBINARY(255)" : "LONGBLOB";
            case LOCAL_TIMESTAMP, TIMESTAMP -> "DATETIME(6)";
            case TIME -> "TIME(6)";
            default -> super.type(kind, key);
        };
    }

    /** Other collations take different texts for the same. */
    @Override
    public String name(int length) {
        return "VARCHAR(" + length + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }

    @Override
    public String longText() {
        return "LONGTEXT CHARACTER SET utf8mb4";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("rewriteBatchedStatements", "true");
    }

    @Override
    public Map<String, String> limits(String url, long loginMillis, long answerMillis) {
        String limit = Long.toString(loginMillis);
        return Map.of("connectTimeout", limit, "socketTimeout", limit);
    }

    /** Times are written in UTC; the server must not take them for its own zone's. */
    @Override
    public String connectionSql() {
        return "SET @shaduf_time_zone = @@time_zone, time_zone = '+00:00'";
    }

    @Override
    public String restoringSql() {
        return "SET time_zone = @shaduf_time_zone";
    }

    @Override
    public Optional<String> transactionFault(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENGINE)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.of("table '" + table + "' has the engine " + found.getString(1)
                                + ", which has no transactions; say ALTER TABLE … ENGINE = InnoDB, or the guarantee"
                                + " at least once")
                        : Optional.empty();
            }
        }
    }

    @Override
    public Failure classify(SQLException error) {
        boolean tooLarge = String.valueOf(error.getMessage()).contains("max_allowed_packet");
        if (tooLarge || OF_ROWS.contains(error.getErrorCode())) {
            return Failure.ROW;
        }
        return TRANSIENT.contains(error.getErrorCode()) ? Failure.TRANSIENT : super.classify(error);
    }
}
