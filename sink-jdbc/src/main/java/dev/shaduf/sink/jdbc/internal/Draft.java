// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.sink.jdbc.internal.dialect.Dialects;
import dev.shaduf.sink.jdbc.internal.row.Extractor;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that are not checked yet. Not safe for use by several threads. */
public final class Draft {
    private static final String MARKS = "shaduf_marks";
    private static final String SUFFIX = "_dead_letters";

    public @Nullable String table;
    public @Nullable String sql;
    public WriteMode mode = WriteMode.INSERT;
    public List<String> key = List.of();
    public List<String> fields = List.of();
    public @Nullable Class<?> recordClass;
    public final List<Extractor> extractors = new ArrayList<>();
    public boolean create;
    public Guarantee guarantee = Guarantee.EXACTLY_ONCE;
    public String marks = MARKS;
    public boolean tolerant = true;
    public @Nullable String deadLetters;
    public int batchRows = 3_000;
    public int bufferRows = 20_000;
    public long bufferBytes = 32L << 20;
    public int connections = 8;
    public int retries = 10;
    public Duration backoff = Durations.milliseconds(100);
    public Duration timeout = Durations.minutes(2);

    private final List<String> faults = new ArrayList<>();

    /**
     * Checks everything.
     *
     * @throws ConfigurationException naming every fault
     */
    public JdbcSettings settings(Database database) {
        faults.clear();
        connection(database);
        target();
        mapping();
        sizes();
        if (!faults.isEmpty()) {
            throw new ConfigurationException("sink 'jdbc'", faults);
        }
        return new JdbcSettings(
                database,
                table == null ? null : TableName.parse(table),
                sql,
                mode,
                key,
                fields,
                recordClass,
                List.copyOf(extractors),
                create,
                guarantee,
                TableName.parse(marks),
                deadLetterTable(),
                new Tuning(batchRows, bufferRows, bufferBytes, connections, retries, backoff, timeout));
    }

    private @Nullable TableName deadLetterTable() {
        if (!tolerant) {
            return null;
        }
        String given = deadLetters;
        String target = table;
        return given != null
                ? TableName.parse(given)
                : TableName.parse(target == null ? "shaduf" : target).sibling(SUFFIX);
    }

    private void connection(Database database) {
        String url = database.url();
        if (url != null && !url.startsWith("jdbc:")) {
            faults.add("the URL is '" + Secrets.mask(url) + "'; it must begin with 'jdbc:', such as"
                    + " jdbc:postgresql://host/database");
        }
        String dialect = database.dialect();
        if (dialect != null && !Dialects.IDS.contains(dialect)) {
            faults.add("the dialect is '" + dialect + "'; it must be one of " + String.join(", ", Dialects.IDS));
        }
        if (guarantee == Guarantee.AT_MOST_ONCE) {
            faults.add("the guarantee must be exactly once or at least once");
        }
    }

    private void target() {
        if ((table == null) == (sql == null)) {
            faults.add("say either the table or an SQL statement" + (table == null ? "" : ", not both"));
        }
        name("table", table);
        name("table of marks", marks);
        name("table of dead letters", deadLetters);
        if (sql != null && (mode != WriteMode.INSERT || create)) {
            faults.add("an SQL statement says itself what it does: insert.mode and auto.create go with a table");
        }
        if (!tolerant && deadLetters != null) {
            faults.add("there is a table of dead letters, but the first bad row fails the batch");
        }
        if (create && mode != WriteMode.INSERT && key.isEmpty()) {
            faults.add("a table that is created needs a key to " + mode.name().toLowerCase(Locale.ROOT)
                    + " by; say pk.fields");
        }
    }

    private void name(String what, @Nullable String name) {
        if (name == null) {
            return;
        }
        TableName parsed = TableName.parse(name);
        String schema = parsed.schema();
        if (parsed.name().isBlank() || name.indexOf('\0') >= 0 || (schema != null && schema.isBlank())) {
            faults.add("the " + what + " is '" + name + "'; it must be a name, or schema.name");
        }
    }

    private void mapping() {
        Class<?> type = recordClass;
        if (type != null && !type.isRecord()) {
            faults.add("the class of the records is " + type.getName() + ", which is no record class; say"
                    + " .column(name, function) for each column instead");
        }
        if (type != null && !extractors.isEmpty()) {
            faults.add("say either the class of the records or the columns, not both");
        }
        Set<String> seen = new HashSet<>();
        extractors.stream()
                .map(Extractor::name)
                .filter(name -> !seen.add(name))
                .filter(name -> sql == null)
                .forEach(name -> faults.add("column '" + name + "' is said twice"));
        if (sql == null && !extractors.isEmpty()) {
            key.stream()
                    .filter(field -> !seen.contains(field))
                    .forEach(field -> faults.add("field '" + field + "' of the key is none of the columns " + seen));
        }
    }

    private void sizes() {
        within("batch.size", batchRows, 1, 100_000);
        within("buffer.rows", bufferRows, 1, 10_000_000);
        within("buffer.bytes", bufferBytes, 1, Long.MAX_VALUE);
        within("max.connections", connections, 1, 1_000);
        within("max.retries", retries, 0, 1_000_000);
        within("retry.backoff", backoff.milliseconds(), 0, 3_600_000);
        within("request.timeout", timeout.milliseconds(), 1, Integer.MAX_VALUE);
    }

    private void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            faults.add(what + " is " + value + "; it must be from " + least + " to " + most);
        }
    }
}
