// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks tables up in the catalog of a connection. */
public final class Tables {
    private static final String FORBIDDEN = "42501";

    private final Connection connection;
    private final UnaryOperator<String> quote;
    private final boolean schemasAreCatalogs;

    /**
     * Looks up by a connection, which may be rolled back by that.
     *
     * @param quote quotes an identifier
     * @param schemasAreCatalogs whether the driver calls a schema a catalog, as those of MySQL do
     */
    public Tables(Connection connection, UnaryOperator<String> quote, boolean schemasAreCatalogs) {
        this.connection = connection;
        this.quote = quote;
        this.schemasAreCatalogs = schemasAreCatalogs;
    }

    /** Finds a table: as it is spelled, else in upper case, else in lower case; in the current schema first. */
    public Optional<Table> find(TableName wanted) throws SQLException {
        for (String name : spellings(wanted.name())) {
            Map<String, List<Column>> bySchema = columns(wanted.schema(), name);
            Optional<String> schema = schema(bySchema.keySet(), wanted.schema(), name);
            if (schema.isPresent()) {
                TableName found = new TableName(wanted.schema() == null ? null : schema.get(), name);
                return Optional.of(new Table(found, List.copyOf(bySchema.get(schema.get())), key(schema.get(), name)));
            }
        }
        return Optional.empty();
    }

    private static Set<String> spellings(String name) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(name);
        spellings.add(name.toUpperCase(Locale.ROOT));
        spellings.add(name.toLowerCase(Locale.ROOT));
        return spellings;
    }

    /** The schema of the table that is meant: a table of somebody else's schema must not be taken for one of ours. */
    private Optional<String> schema(Set<String> found, @Nullable String wanted, String table) throws SQLException {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String current = schemasAreCatalogs ? connection.getCatalog() : connection.getSchema();
        for (String schema : found) {
            if (schema.equalsIgnoreCase(wanted == null ? String.valueOf(current) : wanted)) {
                return Optional.of(schema);
            }
        }
        return isVisible(table) ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    /** Whether a table is found by its name alone, as those of all schemas of a search path are. */
    private boolean isVisible(String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT * FROM " + quote.apply(table) + " WHERE 1 = 0")
                    .close();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            return FORBIDDEN.equals(e.getSQLState());
        }
    }

    private Map<String, List<Column>> columns(@Nullable String schema, String table) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String catalog = schemasAreCatalogs && schema != null ? schema : connection.getCatalog();
        Map<String, List<Column>> found = new LinkedHashMap<>();
        try (ResultSet rows = meta.getColumns(catalog, null, escaped(meta, table), "%")) {
            while (rows.next()) {
                String in = String.valueOf(rows.getString(schemasAreCatalogs ? "TABLE_CAT" : "TABLE_SCHEM"));
                boolean wanted = schema == null || in.equalsIgnoreCase(schema);
                if (wanted && rows.getString("TABLE_NAME").equals(table)) {
                    found.computeIfAbsent(in, name -> new ArrayList<>()).add(column(rows));
                }
            }
        }
        return found;
    }

    private static Column column(ResultSet rows) throws SQLException {
        boolean required = rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                && rows.getString("COLUMN_DEF") == null
                && !"YES".equals(rows.getString("IS_AUTOINCREMENT"))
                && !"YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
        return new Column(
                rows.getString("COLUMN_NAME"),
                rows.getInt("DATA_TYPE"),
                String.valueOf(rows.getString("TYPE_NAME")),
                rows.getInt("COLUMN_SIZE"),
                required);
    }

    private List<String> key(String schema, String table) throws SQLException {
        Map<Integer, String> bySequence = new TreeMap<>();
        String catalog = schemasAreCatalogs ? schema : connection.getCatalog();
        String within = schemasAreCatalogs || schema.equals("null") ? null : schema;
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(catalog, within, table)) {
            while (rows.next()) {
                bySequence.put((int) rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(bySequence.values());
    }

    private static String escaped(DatabaseMetaData meta, String name) throws SQLException {
        String escape = String.valueOf(meta.getSearchStringEscape());
        return escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }
}
