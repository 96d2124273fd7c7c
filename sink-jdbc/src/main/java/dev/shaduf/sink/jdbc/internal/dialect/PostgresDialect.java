// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.ArrayKind;
import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.load.UnnestLoader;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.Target;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * PostgreSQL. Each column of many rows travels as one array and is unfolded by {@code unnest}: one statement, one plan, no
 * limit of placeholders. Inserts of many rows are copied where they can be. Assignment to the column checks length and range;
 * nothing is cut in silence.
 */
final class PostgresDialect extends Dialect {
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");
    private static final Set<String> EXACT =
            Set.of("text", "varchar", "name", "uuid", "date", "timestamp", "timestamptz", "bytea");
    private static final String TOO_LONG = "54000";

    /** The table, or a partition of it, that is not in the log from which the server recovers. */
    private static final String FORGETFUL = "WITH RECURSIVE parts(oid, kind, persistence) AS ("
            + "SELECT oid, relkind, relpersistence FROM pg_catalog.pg_class WHERE oid = CAST(? AS text)::regclass"
            + " UNION ALL SELECT c.oid, c.relkind, c.relpersistence FROM parts p"
            + " JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid"
            + " WHERE p.kind = 'p') SELECT oid::regclass::text FROM parts WHERE persistence = 'u' LIMIT 1";

    @Override
    public String id() {
        return "postgresql";
    }

    @Override
    public Loader loader(WriteMode mode, Target target) {
        List<ArrayKind> kinds = target.columns().stream()
                .map(column -> ArrayKind.of(type(column)))
                .toList();
        int[] unique = mode == WriteMode.INSERT ? new int[0] : target.places(target.key());
        Loader statements = new UnnestLoader(unnest(mode, target, kinds), kinds, unique);
        return mode == WriteMode.INSERT && CopyLoader.isPossible()
                ? new PostgresCopy(this, target).loader(statements)
                : statements;
    }

    private String unnest(WriteMode mode, Target target, List<ArrayKind> kinds) {
        String arrays =
                kinds.stream().map(kind -> "?::" + kind.typeName() + "[]").collect(Collectors.joining(", "));
        String names = IntStream.range(0, kinds.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String source = "unnest(" + arrays + ") AS u(" + names + ")";
        return switch (mode) {
            case INSERT -> insertFrom(target, source);
            case UPSERT -> insertFrom(target, source) + onConflict(target);
            case UPDATE ->
                "UPDATE " + quote(target.name()) + " AS t SET " + set(target) + " FROM "
                        + (isToldApart(target) ? source : lastOfEachKey(target, arrays, names)) + " WHERE "
                        + where(target);
            case DELETE -> "DELETE FROM " + quote(target.name()) + " AS t USING " + source + " WHERE " + where(target);
        };
    }

    /** Whether the values of the key are equal for the server just when they are for the loader, which sends the last of equal ones. */
    private static boolean isToldApart(Target target) {
        return target.key().stream()
                .map(PostgresDialect::type)
                .allMatch(type -> ArrayKind.of(type) != ArrayKind.TEXT || EXACT.contains(type));
    }

    /** An update would take any of the rows of one key, and says nothing of the others. */
    private String lastOfEachKey(Target target, String arrays, String names) {
        String key = target.key().stream().map(column -> value(target, column)).collect(Collectors.joining(", "));
        return "(SELECT DISTINCT ON (" + key + ") * FROM unnest(" + arrays + ") WITH ORDINALITY AS u(" + names
                + ", place) ORDER BY " + key + ", place DESC) AS u";
    }

    private String insertFrom(Target target, String source) {
        String values =
                target.columns().stream().map(column -> value(target, column)).collect(Collectors.joining(", "));
        return "INSERT INTO " + quote(target.name()) + " (" + list(target.columns()) + ") SELECT " + values + " FROM "
                + source;
    }

    private String onConflict(Target target) {
        String set = target.rest().stream()
                .map(column -> quote(column.name()) + " = EXCLUDED." + quote(column.name()))
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + list(target.key()) + ") DO " + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }

    private String set(Target target) {
        return target.rest().stream()
                .map(column -> quote(column.name()) + " = " + value(target, column))
                .collect(Collectors.joining(", "));
    }

    private String where(Target target) {
        return target.key().stream()
                .map(column -> "t." + quote(column.name()) + " = " + value(target, column))
                .collect(Collectors.joining(" AND "));
    }

    private String value(Target target, Column column) {
        String name = "u.c" + target.columns().indexOf(column);
        String type = type(column);
        return ArrayKind.of(type) != ArrayKind.TEXT || TEXTS.contains(type) ? name : name + "::" + cast(type);
    }

    /** The driver calls arrays {@code _int4}, and quotes names of types that are not on the search path. */
    private String cast(String type) {
        if (type.startsWith("_")) {
            return quote(type.substring(1)) + "[]";
        }
        return type.startsWith("\"") ? type : quote(type);
    }

    static boolean isText(Column column) {
        return TEXTS.contains(type(column));
    }

    static String type(Column column) {
        return switch (column.typeName()) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> column.typeName();
        };
    }

    @Override
    public Converter converter(Column column) {
        return column.typeName().isEmpty() ? super.converter(column) : PostgresValues.of(type(column), column);
    }

    /**
     * A value that is too long for an index, or a row for its page, passes a limit of the server's programs; a row may be forbidden
     * where others are not.
     */
    @Override
    public Failure classify(SQLException error) {
        boolean ofRow = TOO_LONG.equals(error.getSQLState()) || ForbiddenRow.isMeantBy(error);
        return ofRow ? Failure.ROW : super.classify(error);
    }

    @Override
    public Optional<String> transactionFault(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGETFUL)) {
            statement.setString(1, quote(table));
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.of("table '" + found.getString(1)
                                + "' is UNLOGGED: a crash of the server empties it, and what was committed is not written again; say"
                                + " ALTER TABLE " + found.getString(1) + " SET LOGGED, or the guarantee at least once")
                        : Optional.empty();
            }
        }
    }

    @Override
    public Object describe(Object value) {
        return value instanceof byte[] ? ArrayKind.text(value) : value;
    }

    @Override
    public String createTable() {
        return "CREATE TABLE IF NOT EXISTS";
    }

    @Override
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case DECIMAL, WHOLE -> "numeric";
            case TEXT -> "text";
            case JSON -> key ? "text" : "jsonb";
            case UUID -> "uuid";
            case BYTES -> "bytea";
            default -> super.type(kind, key);
        };
    }

    @Override
    public String name(int length) {
        return "text";
    }

    @Override
    public boolean returnsFromInserts() {
        return true;
    }

    /** In the user's own statements, text is taken for whatever the place wants. */
    @Override
    public Map<String, String> properties() {
        return Map.of("stringtype", "unspecified", "tcpKeepAlive", "true");
    }

    /** In whole seconds. */
    @Override
    public Map<String, String> limits(String url, long loginMillis, long answerMillis) {
        String seconds = Long.toString((loginMillis + 999) / 1_000);
        return Map.of("connectTimeout", seconds, "socketTimeout", seconds);
    }
}
