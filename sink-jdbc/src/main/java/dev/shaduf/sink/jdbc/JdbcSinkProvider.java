// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes {@link JdbcSink}s of records and maps by the name {@code jdbc}, with options named as those of Kafka Connect. */
public final class JdbcSinkProvider implements SinkProvider {
    private static final Setting<String> URL = Setting.text(
                    "connection.url", null, "URL of the JDBC driver, such as jdbc:postgresql://host/database")
            .asRequired()
            .asSecret();
    private static final Setting<String> USER = Setting.text("connection.user", null, "User to connect as");
    private static final Setting<String> PASSWORD =
            Setting.text("connection.password", null, "Password of the user").asSecret();
    private static final Setting<String> DIALECT = Setting.text(
            "dialect.name",
            null,
            "Kind of database: postgresql, mariadb, mysql, h2, sqlite, sqlserver, oracle or ansi; asked of the database"
                    + " unless set");
    private static final Setting<String> TABLE =
            Setting.text("table.name.format", null, "Table, or schema.table; either this or sql must be given");
    private static final Setting<String> SQL =
            Setting.text("sql", null, "Statement to run for each row, with a ? for each of its values");
    private static final Setting<WriteMode> MODE =
            Setting.choice("insert.mode", WriteMode.INSERT, "What a row does to the table");
    private static final Setting<String> KEY = Setting.text(
            "pk.fields",
            "",
            "Fields that tell rows apart, with commas between them; the table's primary key unless set");
    private static final Setting<String> FIELDS =
            Setting.text("fields.whitelist", "", "Fields to write, with commas between them; all unless set");
    private static final Setting<Boolean> CREATE = Setting.flag(
            "auto.create", false, "Whether the table is created, from the first record, if it does not exist");
    private static final Setting<Tolerance> TOLERANCE = Setting.choice(
            "errors.tolerance",
            Tolerance.ALL,
            "What happens to a row that the database refuses: all puts it aside, none fails the batch");
    private static final Setting<String> DEAD_LETTERS = Setting.text(
            "errors.deadletterqueue.table.name",
            null,
            "Table of the rows put aside; that of the rows with _dead_letters unless set");
    private static final Setting<Promise> GUARANTEE = Setting.choice(
            "processing.guarantee",
            Promise.EXACTLY_ONCE,
            "Whether replays are recognised by marks; at-least-once needs no table of marks");
    private static final Setting<String> MARKS =
            Setting.text("mark.table.name", "shaduf_marks", "Table of the marks of exactly-once; sinks may share it");
    private static final Setting<Long> BATCH =
            Setting.number("batch.size", 3_000L, 1, 100_000, "Rows in one statement");
    private static final Setting<Long> BUFFER_ROWS = Setting.number(
            "buffer.rows", 20_000L, 1, 10_000_000, "Rows of a partition kept until its transaction begins");
    private static final Setting<Long> BUFFER_BYTES = Setting.bytes(
            "buffer.bytes", 32L << 20, "About the bytes of a partition kept until its transaction begins");
    private static final Setting<Long> CONNECTIONS =
            Setting.number("max.connections", 8L, 1, 1_000, "Connections at most; partitions that want one more wait");
    private static final Setting<Long> RETRIES = Setting.number(
            "max.retries",
            10L,
            0,
            1_000_000,
            "How often a transaction is tried again when the database or the way to it is at fault");
    private static final Setting<Duration> BACKOFF = Setting.duration(
            "retry.backoff.ms",
            Durations.milliseconds(100),
            "Wait before a transaction is tried again; doubles up to ten seconds");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "request.timeout.ms",
            Durations.minutes(2),
            "How long the database may take to answer before the connection counts as lost");

    private enum Tolerance {
        ALL,
        NONE
    }

    private enum Promise {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    /** For {@code ServiceLoader}. */
    public JdbcSinkProvider() {}

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                URL,
                USER,
                PASSWORD,
                DIALECT,
                TABLE,
                SQL,
                MODE,
                KEY,
                FIELDS,
                CREATE,
                TOLERANCE,
                DEAD_LETTERS,
                GUARANTEE,
                MARKS,
                BATCH,
                BUFFER_ROWS,
                BUFFER_BYTES,
                CONNECTIONS,
                RETRIES,
                BACKOFF,
                TIMEOUT);
    }

    /**
     * Makes a sink of records and maps.
     *
     * @throws ConfigurationException naming every fault
     */
    @Override
    public Sink<?> create(Options options) {
        JdbcSinkBuilder<Object> builder = JdbcSink.into(options.get(URL));
        connect(builder, options);
        options.find(TABLE).ifPresent(builder::table);
        options.find(SQL).ifPresent(builder::sql);
        builder.mode(options.get(MODE), list(options.get(KEY)))
                .fields(list(options.get(FIELDS)).toArray(new String[0]))
                .markTable(options.get(MARKS))
                .guarantee(Guarantee.valueOf(options.get(GUARANTEE).name()));
        options.find(DEAD_LETTERS).ifPresent(builder::deadLetterTable);
        if (options.get(CREATE)) {
            builder.autoCreate();
        }
        if (options.get(TOLERANCE) == Tolerance.NONE) {
            builder.failOnBadRow();
        }
        return builder.build();
    }

    private static void connect(JdbcSinkBuilder<Object> builder, Options options) {
        options.find(USER).ifPresent(builder::user);
        options.find(PASSWORD).ifPresent(builder::password);
        options.find(DIALECT).ifPresent(builder::dialect);
        builder.batchSize(options.get(BATCH).intValue())
                .buffer(options.get(BUFFER_ROWS).intValue(), options.get(BUFFER_BYTES))
                .connections(options.get(CONNECTIONS).intValue())
                .retries(options.get(RETRIES).intValue(), options.get(BACKOFF))
                .timeout(options.get(TIMEOUT));
    }

    private static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts;
    }
}
