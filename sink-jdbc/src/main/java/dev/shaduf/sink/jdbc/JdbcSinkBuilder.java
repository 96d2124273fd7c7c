// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.function.Function;
import dev.shaduf.sink.jdbc.internal.Database;
import dev.shaduf.sink.jdbc.internal.Draft;
import dev.shaduf.sink.jdbc.internal.row.Extractor;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Duration;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link JdbcSink}. Not safe for use by several threads.
 *
 * <p>How records become rows, by the first of these that applies: {@link #column} was said for each column; the records are of a
 * {@code record} class, each component of which goes to the column of its name; they are maps, each key of which names a
 * column. Names match without regard to case, and {@code windowEnd} matches {@code window_end}.
 *
 * @param <T> the type of the records
 */
public final class JdbcSinkBuilder<T> {
    private final Draft draft = new Draft();
    private final @Nullable String url;
    private final @Nullable DataSource dataSource;
    private final TreeMap<String, String> properties = new TreeMap<>();
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String dialect;

    JdbcSinkBuilder(@Nullable String url, @Nullable DataSource dataSource) {
        this.url = url;
        this.dataSource = dataSource;
    }

    /**
     * Sets the user to connect as.
     *
     * @param name the user
     * @return this builder
     */
    public JdbcSinkBuilder<T> user(String name) {
        this.user = name;
        return this;
    }

    /**
     * Sets the password, which never appears in messages.
     *
     * @param secret the password
     * @return this builder
     */
    public JdbcSinkBuilder<T> password(String secret) {
        this.password = secret;
        return this;
    }

    /**
     * Tells the driver something. Messages never show the value of a property that is named like a secret: a password, token,
     * passphrase, credential or key.
     *
     * @param key a property of the driver
     * @param value its value
     * @return this builder
     */
    public JdbcSinkBuilder<T> property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /**
     * Sets the dialect instead of asking the database.
     *
     * @param id one of {@code postgresql}, {@code mariadb}, {@code mysql}, {@code h2}, {@code sqlite}, {@code sqlserver},
     *     {@code oracle}, {@code ansi}
     * @return this builder
     */
    public JdbcSinkBuilder<T> dialect(String id) {
        this.dialect = id;
        return this;
    }

    /**
     * Sets the table.
     *
     * @param name {@code table} or {@code schema.table}, spelled as in the database, in lower or in upper case
     * @return this builder
     */
    public JdbcSinkBuilder<T> table(String name) {
        draft.table = name;
        return this;
    }

    /**
     * Sets a statement to run for each row, in place of a table. Its placeholders get the values of a row in order: of the
     * {@link #column}s, else of the components of the record.
     *
     * @param statement SQL with a {@code ?} for each value
     * @return this builder
     */
    public JdbcSinkBuilder<T> sql(String statement) {
        draft.sql = statement;
        return this;
    }

    /**
     * Inserts each row; one that exists already is a bad row. This is the default.
     *
     * @return this builder
     */
    public JdbcSinkBuilder<T> insert() {
        return mode(WriteMode.INSERT);
    }

    /**
     * Inserts each row, or updates the row of the same key. Of several rows with one key, the last wins.
     *
     * @param key the fields that tell rows apart, under a primary key or unique index; none for the primary key of the table
     * @return this builder
     */
    public JdbcSinkBuilder<T> upsert(String... key) {
        return mode(WriteMode.UPSERT, key);
    }

    /**
     * Updates the row of the same key, if there is one.
     *
     * @param key the fields that tell rows apart; none for the primary key of the table
     * @return this builder
     */
    public JdbcSinkBuilder<T> update(String... key) {
        return mode(WriteMode.UPDATE, key);
    }

    /**
     * Deletes the row of the same key, if there is one.
     *
     * @param key the fields that tell rows apart; none for the primary key of the table
     * @return this builder
     */
    public JdbcSinkBuilder<T> delete(String... key) {
        return mode(WriteMode.DELETE, key);
    }

    private JdbcSinkBuilder<T> mode(WriteMode mode, String... key) {
        draft.mode = mode;
        draft.key = List.of(key);
        return this;
    }

    JdbcSinkBuilder<T> mode(WriteMode mode, List<String> key) {
        return mode(mode, key.toArray(new String[0]));
    }

    /**
     * Says the class of the records, so that columns are checked before the first one arrives, and the table can be created.
     *
     * @param type a {@code record} class
     * @return this builder
     */
    public JdbcSinkBuilder<T> records(Class<? extends T> type) {
        draft.recordClass = type;
        return this;
    }

    /**
     * Adds a column.
     *
     * @param name its name
     * @param value reads its value out of a record
     * @return this builder
     */
    public JdbcSinkBuilder<T> column(String name, Function<? super T, ?> value) {
        return add(name, null, value);
    }

    /**
     * Adds a column of a type, so that the table can be created.
     *
     * @param name its name
     * @param type what {@code value} returns
     * @param value reads its value out of a record
     * @param <V> the type of its values
     * @return this builder
     */
    public <V> JdbcSinkBuilder<T> column(String name, Class<V> type, Function<? super T, ? extends V> value) {
        return add(name, type, value);
    }

    /** The sink hands records of its own type to its functions. */
    @SuppressWarnings("unchecked")
    private JdbcSinkBuilder<T> add(String name, @Nullable Class<?> type, Function<? super T, ?> value) {
        draft.extractors.add(new Extractor(name, type, (Function<Object, ?>) value));
        return this;
    }

    /**
     * Writes some of the fields only.
     *
     * @param names the fields
     * @return this builder
     */
    public JdbcSinkBuilder<T> fields(String... names) {
        draft.fields = List.of(names);
        return this;
    }

    /**
     * Creates the table if it does not exist, with {@code snake_case} columns of fitting types, and the key as primary key.
     *
     * @return this builder
     */
    public JdbcSinkBuilder<T> autoCreate() {
        draft.create = true;
        return this;
    }

    /**
     * Sets the guarantee.
     *
     * @param wanted {@link Guarantee#EXACTLY_ONCE}, the default; or {@link Guarantee#AT_LEAST_ONCE}, which needs no table of
     *     marks: after a failure rows may be written again, which an upsert does not show
     * @return this builder
     */
    public JdbcSinkBuilder<T> guarantee(Guarantee wanted) {
        draft.guarantee = wanted;
        return this;
    }

    /**
     * Sets the table of marks.
     *
     * @param name its name; {@code shaduf_marks} unless set; many sinks may share it
     * @return this builder
     */
    public JdbcSinkBuilder<T> markTable(String name) {
        draft.marks = name;
        return this;
    }

    /**
     * Sets the table of rows that the database refused.
     *
     * @param name its name; that of the table with {@code _dead_letters} unless set
     * @return this builder
     */
    public JdbcSinkBuilder<T> deadLetterTable(String name) {
        draft.deadLetters = name;
        return this;
    }

    /**
     * Fails the batch with the first row that the database refuses.
     *
     * @return this builder
     */
    public JdbcSinkBuilder<T> failOnBadRow() {
        draft.tolerant = false;
        return this;
    }

    /**
     * Sets how many rows go into one statement.
     *
     * @param rows from 1 to 100,000; 3,000 unless set
     * @return this builder
     */
    public JdbcSinkBuilder<T> batchSize(int rows) {
        draft.batchRows = rows;
        return this;
    }

    /**
     * Sets how much of a partition is kept until its transaction begins. A larger partition begins it when this is full.
     *
     * @param rows rows at most; 20,000 unless set
     * @param bytes about the bytes at most; 32 MiB unless set
     * @return this builder
     */
    public JdbcSinkBuilder<T> buffer(int rows, long bytes) {
        draft.bufferRows = rows;
        draft.bufferBytes = bytes;
        return this;
    }

    /**
     * Bounds the connections. Partitions that want one more wait.
     *
     * @param most from 1 to 1,000; 8 unless set
     * @return this builder
     */
    public JdbcSinkBuilder<T> connections(int most) {
        draft.connections = most;
        return this;
    }

    /**
     * Sets how often a transaction is tried again when the database, or the way to it, is at fault.
     *
     * @param retries how often; 10 unless set
     * @param backoff the wait before the first time, which doubles up to ten seconds; 100 ms unless set
     * @return this builder
     */
    public JdbcSinkBuilder<T> retries(int retries, Duration backoff) {
        draft.retries = retries;
        draft.backoff = backoff;
        return this;
    }

    /**
     * Sets how long the database may take to answer before the connection counts as lost. For letting the user in it has ten seconds
     * at most.
     *
     * @param longest two minutes unless set; embedded databases do not heed it
     * @return this builder
     */
    public JdbcSinkBuilder<T> timeout(Duration longest) {
        draft.timeout = longest;
        return this;
    }

    /**
     * Builds the sink. Does not connect.
     *
     * @return the sink
     * @throws ConfigurationException naming every fault
     */
    public JdbcSink<T> build() {
        return new JdbcSink<>(draft.settings(new Database(url, user, password, properties, dataSource, dialect)));
    }
}
