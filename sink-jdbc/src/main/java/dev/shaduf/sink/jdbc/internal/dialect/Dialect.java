// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.BatchLoader;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.Target;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of database. This class speaks the standard's SQL; subclasses say what differs. Immutable.
 *
 * <p>Rows are sent one statement each, as a JDBC batch, unless a dialect knows something faster.
 */
public class Dialect {
    /** The name by which users choose it. */
    public String id() {
        return "ansi";
    }

    // ---- names

    /** Quotes an identifier; whatever is in it stays part of it. */
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Quotes a table's name with its schema. */
    public final String quote(TableName table) {
        return table.schema() == null ? quote(table.name()) : quote(table.schema()) + "." + quote(table.name());
    }

    final String list(List<Column> columns) {
        return columns.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    }

    /** Spells the name of something that this library creates as people will write it without quotes. */
    public String fold(String name) {
        return name;
    }

    /** Whether the driver calls schemas catalogs. */
    public boolean schemasAreCatalogs() {
        return false;
    }

    // ---- rows

    /** Makes what brings rows into a table. */
    public Loader loader(WriteMode mode, Target target) {
        return new BatchLoader(statement(mode, target), target.places(parameters(mode, target)));
    }

    final String statement(WriteMode mode, Target target) {
        return switch (mode) {
            case INSERT -> insert(target);
            case UPSERT -> upsert(target);
            case UPDATE -> update(target);
            case DELETE -> delete(target);
        };
    }

    /** The columns in the order of the statement's placeholders. */
    List<Column> parameters(WriteMode mode, Target target) {
        if (mode == WriteMode.DELETE) {
            return target.key();
        }
        if (mode == WriteMode.UPDATE) {
            List<Column> order = new ArrayList<>(target.rest());
            order.addAll(target.key());
            return order;
        }
        return target.columns();
    }

    String placeholder(Column column) {
        return "?";
    }

    final String placeholders(List<Column> columns) {
        return columns.stream().map(this::placeholder).collect(Collectors.joining(", "));
    }

    String insert(Target target) {
        return "INSERT INTO " + quote(target.name()) + " (" + list(target.columns()) + ") VALUES ("
                + placeholders(target.columns()) + ")";
    }

    String upsert(Target target) {
        return merge(target, "(VALUES (" + placeholders(target.columns()) + ")) AS s (" + list(target.columns()) + ")");
    }

    final String merge(Target target, String source) {
        String set = target.rest().stream()
                .map(column -> quote(column.name()) + " = s." + quote(column.name()))
                .collect(Collectors.joining(", "));
        String values = target.columns().stream()
                .map(column -> "s." + quote(column.name()))
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + quote(target.name()) + " t USING " + source + " ON (" + matches(target, "t", "s") + ")"
                + (set.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + set) + " WHEN NOT MATCHED THEN INSERT ("
                + list(target.columns()) + ") VALUES (" + values + ")";
    }

    final String matches(Target target, String left, String right) {
        return target.key().stream()
                .map(column -> left + "." + quote(column.name()) + " = " + right + "." + quote(column.name()))
                .collect(Collectors.joining(" AND "));
    }

    String update(Target target) {
        return "UPDATE " + quote(target.name()) + " SET " + equal(target.rest(), ", ") + " WHERE "
                + equal(target.key(), " AND ");
    }

    String delete(Target target) {
        return "DELETE FROM " + quote(target.name()) + " WHERE " + equal(target.key(), " AND ");
    }

    private String equal(List<Column> columns, String separator) {
        return columns.stream()
                .map(column -> quote(column.name()) + " = " + placeholder(column))
                .collect(Collectors.joining(separator));
    }

    /** What makes of plain values what the driver takes for a column. */
    public Converter converter(Column column) {
        return plain -> convert(column, plain);
    }

    Object convert(Column column, Object plain) {
        return Conversion.standard(column, plain);
    }

    /** What people are shown of such a value. */
    public Object describe(Object converted) {
        return converted;
    }

    // ---- tables of our own

    /** Begins the statement that creates a table unless it exists. */
    public String createTable() {
        return "CREATE TABLE";
    }

    /** The type of columns for values of a Java class, if there is one. */
    public final Optional<String> typeOf(Class<?> type, boolean key) {
        return ColumnKind.of(type).map(kind -> type(kind, key));
    }

    /** The type of columns of a kind; a key's must be one that can be indexed. */
    public String type(ColumnKind kind, boolean key) {
        return switch (kind) {
            case BOOLEAN -> "BOOLEAN";
            case SMALL -> "SMALLINT";
            case INT -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL -> "DECIMAL(38, 10)";
            case WHOLE -> "DECIMAL(38, 0)";
            case TEXT, JSON -> key ? "VARCHAR(255)" : "VARCHAR(4000)";
            case UUID -> "CHAR(36)";
            case BYTES -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case LOCAL_TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
        };
    }

    /** The type of a short text that is compared exactly. */
    public String name(int length) {
        return "VARCHAR(" + length + ")";
    }

    /** The type of a text of any length. */
    public String longText() {
        return type(ColumnKind.TEXT, false);
    }

    // ---- connections and errors

    /** How many transactions may write at the same time. */
    public int mostWriters() {
        return Integer.MAX_VALUE;
    }

    /** Whether a connection without auto-commit holds locks before its first statement, and must not be kept that way. */
    public boolean locksInTransaction() {
        return false;
    }

    /** What the driver must be told, unless the user tells it something else. */
    public Map<String, String> properties() {
        return Map.of();
    }

    /**
     * What the driver must be told so that a login does not wait for ever, unless the user tells it something else; empty where the
     * driver has a limit of its own, or knows none.
     *
     * @param url where it connects to
     * @param loginMillis how long a login may take; what comes after it is limited by {@code setNetworkTimeout}
     * @param answerMillis how long any answer may take, for a driver that knows one limit only
     */
    public Map<String, String> limits(String url, long loginMillis, long answerMillis) {
        return Map.of();
    }

    /** What a connection is prepared with; empty for nothing. */
    public String connectionSql() {
        return "";
    }

    /** What undoes that, for a connection that is only lent; empty for nothing. */
    public String restoringSql() {
        return "";
    }

    /** What has commits outlive the database's process, where they do not by themselves; empty for nothing. */
    public String durabilitySql() {
        return "";
    }

    /** Whether an insert can answer with the result of a query, which saves a round trip. */
    public boolean returnsFromInserts() {
        return false;
    }

    /** Whether transactions can be told to read what others commit while they run. */
    public boolean hasIsolationLevels() {
        return true;
    }

    /**
     * What is wrong with a table whose rows would stay when their transaction is undone, or go when the server crashes; empty where
     * nothing is.
     */
    public Optional<String> transactionFault(Connection connection, TableName table) throws SQLException {
        return Optional.empty();
    }

    /** Says what an error means. */
    public Failure classify(SQLException error) {
        return SqlStates.classify(error);
    }
}
