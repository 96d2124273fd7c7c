// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks tables up in the catalog of a connection. */
public final class Tables {
    private final Connection connection;
    private final boolean schemasAreCatalogs;

    /**
     * Looks up by a connection.
     *
     * @param schemasAreCatalogs whether the driver calls a schema a catalog, as those of MySQL do
     */
    public Tables(Connection connection, boolean schemasAreCatalogs) {
        this.connection = connection;
        this.schemasAreCatalogs = schemasAreCatalogs;
    }

    /** Finds a table: as it is spelled, else in upper case, else in lower case; in the current schema first. */
    public Optional<Table> find(TableName wanted) throws SQLException {
        for (String name : spellings(wanted.name())) {
            Map<String, List<Column>> bySchema = columns(wanted.schema(), name);
            if (!bySchema.isEmpty()) {
                String schema = preferred(bySchema, wanted.schema());
                TableName found = new TableName(wanted.schema() == null ? null : schema, name);
                return Optional.of(new Table(found, List.copyOf(bySchema.get(schema)), key(schema, name)));
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

    private String preferred(Map<String, List<Column>> bySchema, @Nullable String schema) throws SQLException {
        String current = schemasAreCatalogs ? connection.getCatalog() : connection.getSchema();
        for (String name : bySchema.keySet()) {
            if (name.equalsIgnoreCase(schema == null ? String.valueOf(current) : schema)) {
                return name;
            }
        }
        return bySchema.keySet().iterator().next();
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
