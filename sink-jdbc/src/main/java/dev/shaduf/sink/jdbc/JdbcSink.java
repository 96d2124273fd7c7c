// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.sink.jdbc.internal.JdbcSettings;
import dev.shaduf.sink.jdbc.internal.JdbcSinkSession;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Writes the records of each batch into a table of a database, by any JDBC driver.
 *
 * <p>Exactly once, unless it is told otherwise: the rows of a partition and a mark that names stream, output, batch,
 * partition and run are committed in one transaction, in which the mark is written first. Whoever writes the partition
 * again, after a crash or beside a slow attempt, finds the mark and writes nothing. The marks are in a table of their own,
 * {@code shaduf_marks} in the same database, and are deleted when no batch can be asked about any more.
 *
 * <p>Rows that the database refuses do not stop the stream: they are found among the others and written, with the error, to
 * {@code <table>_dead_letters} in the same transaction. Lost connections, deadlocks, full disks and their like are no fault of
 * a row: the transaction is tried again after a while, and in the end the batch fails.
 *
 * <p>Partitions are visible each for itself, when it is committed. Immutable; safe for use by many threads. Opening fails with
 * a {@link dev.shaduf.config.ConfigurationException} that names every fault of driver, table and columns.
 *
 * <pre>{@code
 * record PageCount(String page, Instant windowEnd, long hits) {}
 *
 * counts.sinkTo(JdbcSink.<PageCount>into("jdbc:postgresql://db/shop")
 *         .user("shop").password(password)
 *         .table("page_counts")
 *         .upsert("page", "windowEnd")
 *         .build());
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class JdbcSink<T> implements Sink<T> {
    private final JdbcSettings settings;

    JdbcSink(JdbcSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins a sink into the database of a URL.
     *
     * @param url the URL of its JDBC driver, such as {@code jdbc:postgresql://host/database}
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> JdbcSinkBuilder<T> into(String url) {
        return new JdbcSinkBuilder<>(url, null);
    }

    /**
     * Begins a sink into the database of a data source. It is used as it is: pooling and credentials are its own, and it is
     * not closed. On a cluster it must be serializable.
     *
     * @param dataSource the data source
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> JdbcSinkBuilder<T> into(DataSource dataSource) {
        return new JdbcSinkBuilder<>(null, dataSource);
    }

    @Override
    public String name() {
        return settings.sinkName();
    }

    @Override
    public Guarantee guarantee() {
        return settings.guarantee();
    }

    /** Returns {@link CommitMode#PER_PARTITION}: a transaction ends where it began. */
    @Override
    public CommitMode commitMode() {
        return CommitMode.PER_PARTITION;
    }

    @Override
    public SinkSession<T> open(SinkContext context) throws SQLException, InterruptedException {
        return JdbcSinkSession.open(settings, context);
    }

    @Override
    public String toString() {
        return name() + " into " + settings.database();
    }
}
