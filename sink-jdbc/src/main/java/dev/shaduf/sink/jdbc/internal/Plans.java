// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.load.BatchLoader;
import dev.shaduf.sink.jdbc.internal.row.ExtractorMapping;
import dev.shaduf.sink.jdbc.internal.row.Field;
import dev.shaduf.sink.jdbc.internal.row.MapMapping;
import dev.shaduf.sink.jdbc.internal.row.RecordMapping;
import dev.shaduf.sink.jdbc.internal.row.RowMapping;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Table;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The plans of a session: one per class of records, made when it is first seen. Safe for use by many threads. */
final class Plans {
    private final JdbcSettings settings;
    private final Dialect dialect;
    private final Database database;
    private final Map<Class<?>, Plan> known = new ConcurrentHashMap<>();
    private volatile @Nullable Plan fixed;

    Plans(JdbcSettings settings, Dialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
        this.database = settings.database();
    }

    /**
     * Checks what can be checked before the first record.
     *
     * @throws ConfigurationException naming every fault of the table and its columns
     */
    void check(Connection connection) throws SQLException {
        Class<?> type = settings.recordClass();
        if (!settings.extractors().isEmpty()) {
            fixed = plan(connection, new ExtractorMapping(settings.extractors()));
        } else if (type != null) {
            known.put(type, plan(connection, new RecordMapping(type)));
        } else if (settings.table() != null && !settings.create()) {
            List<String> faults =
                    transactionFaults(connection, table(connection, List.of()).name());
            if (!faults.isEmpty()) {
                throw new ConfigurationException("sink " + settings.sinkName(), faults);
            }
        }
    }

    /** The plan for a record; {@code null} if it is the first of its class. */
    @Nullable
    Plan known(Object record) {
        Plan forAll = fixed;
        return forAll != null ? forAll : known.get(kind(record));
    }

    /** Makes the plan for records of a class; may create the table. */
    Plan learn(Connection connection, Object record) throws SQLException {
        Plan plan = plan(connection, mapping(connection, record));
        Plan earlier = known.putIfAbsent(kind(record), plan);
        return earlier == null ? plan : earlier;
    }

    private static Class<?> kind(Object record) {
        return record instanceof Map ? Map.class : record.getClass();
    }

    private RowMapping mapping(Connection connection, Object record) throws SQLException {
        if (record instanceof Record) {
            return new RecordMapping(record.getClass());
        }
        if (record instanceof Map && settings.table() != null) {
            Table table = table(connection, List.of());
            List<String> columns = settings.fields().isEmpty()
                    ? table.columnNames()
                    : settings.fields().stream()
                            .map(field -> table.column(field).map(Column::name).orElse(field))
                            .toList();
            return new MapMapping(table, columns);
        }
        throw fault("records of " + record.getClass().getName()
                + " have no mapping: they are neither Java records nor maps with a table; say .column(name, function) for"
                + " each column, or map the stream to a record first");
    }

    private Plan plan(Connection connection, RowMapping mapping) throws SQLException {
        if (settings.sql() != null) {
            return free(connection, mapping, settings.sql());
        }
        List<Field> fields = places(mapping).mapToObj(mapping.fields()::get).toList();
        Layout layout = Layout.of(settings, table(connection, fields), fields);
        List<String> faults = new ArrayList<>(layout.faults());
        faults.addAll(transactionFaults(connection, layout.target().name()));
        if (!faults.isEmpty()) {
            throw new ConfigurationException("sink " + settings.sinkName(), faults);
        }
        List<Field> written = layout.fields();
        int[] places = written.stream().mapToInt(mapping.fields()::indexOf).toArray();
        return new Plan(
                mapping, places, layout.target().columns(), dialect, dialect.loader(settings.mode(), layout.target()));
    }

    private List<String> transactionFaults(Connection connection, TableName table) throws SQLException {
        return settings.isExactlyOnce()
                ? dialect.transactionFault(connection, table).stream().toList()
                : List.of();
    }

    /** Where the fields that are written are among those of a mapping. */
    private IntStream places(RowMapping mapping) {
        List<Field> fields = mapping.fields();
        List<String> wanted = settings.fields();
        List<String> unknown = wanted.stream()
                .filter(name -> fields.stream().noneMatch(field -> field.isNamed(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw fault("there are no fields " + unknown + " to write; the fields are "
                    + fields.stream().map(Field::name).toList());
        }
        return IntStream.range(0, fields.size())
                .filter(i -> wanted.isEmpty() || wanted.stream().anyMatch(fields.get(i)::isNamed));
    }

    private Plan free(Connection connection, RowMapping mapping, String sql) throws SQLException {
        int[] places = places(mapping).toArray();
        List<String> names = Arrays.stream(places)
                .mapToObj(place -> mapping.fields().get(place).name())
                .toList();
        int placeholders = FreeSql.placeholders(connection, sql);
        if (placeholders >= 0 && placeholders != places.length) {
            throw fault("the statement has " + placeholders + " placeholders, but each row has " + places.length
                    + " values: " + names);
        }
        List<Column> columns = names.stream().map(Column::named).toList();
        int[] order = IntStream.range(0, places.length).toArray();
        return new Plan(mapping, places, columns, dialect, new BatchLoader(sql, order));
    }

    private Table table(Connection connection, List<Field> fields) throws SQLException {
        Schema schema = new Schema(dialect);
        var name = java.util.Objects.requireNonNull(settings.table());
        Optional<Table> found = schema.find(connection, name);
        if (found.isPresent()) {
            return found.get();
        }
        if (!settings.create() || fields.isEmpty()) {
            throw fault("table '" + name + "' does not exist in " + database
                    + (settings.create()
                            ? "; it cannot be created from maps, which have no types"
                            : "; create it, or say auto.create=true"));
        }
        return schema.findOrCreate(connection, new NewTable(settings, dialect, fields).definition());
    }

    private ConfigurationException fault(String text) {
        return new ConfigurationException("sink " + settings.sinkName(), List.of(text));
    }
}
