// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.sink.jdbc.internal.Database;
import dev.shaduf.sink.jdbc.internal.Reading;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks records of a stream up in a table of a database. The rows of a query are read as a whole, kept in memory, and read
 * again when they are old; so the table should be small beside the stream.
 *
 * <p>A batch sees the rows as they were read at it or before it. When it is run again after a restart, it sees the rows of then.
 * When they cannot be read, the batch fails and is tried again. Safe for use by many threads.
 *
 * <pre>{@code
 * JdbcLookup<String, Product> products = JdbcLookup.<String, Product>from("jdbc:postgresql://db/shop")
 *         .query("SELECT id, name, price FROM products")
 *         .row(row -> new Tuple2<>(row.getString(1), new Product(row.getString(2), row.getBigDecimal(3))))
 *         .refreshEvery(Durations.minutes(5))
 *         .build();
 * PairDStream<String, Tuple2<Order, Product>> known = products.join(ordersByProduct);
 * }</pre>
 *
 * @param <K> the type of the keys
 * @param <V> the type of what is looked up
 */
public final class JdbcLookup<K, V> {
    private final Reading<K, V> reading;
    private final Duration refresh;
    private final @Nullable String versionQuery;
    private @Nullable Kept<K, V> kept;

    /** What was read, and when. */
    private record Kept<K, V>(Broadcast<Map<K, V>> rows, Time checked, String version) {}

    private JdbcLookup(Reading<K, V> reading, Builder<K, V> builder) {
        this.reading = reading;
        this.refresh = builder.refresh;
        this.versionQuery = builder.versionQuery;
    }

    /**
     * Begins a lookup in the database of a URL.
     *
     * @param url the URL of its JDBC driver
     * @param <K> the type of the keys
     * @param <V> the type of what is looked up
     * @return a builder
     */
    public static <K, V> Builder<K, V> from(String url) {
        return new Builder<>(url);
    }

    /**
     * Joins each record with the row of its key; a record without one is left out.
     *
     * @param stream the stream
     * @param <A> the type of its values
     * @return a stream of records and what was found
     */
    public <A> PairDStream<K, Tuple2<A, V>> join(PairDStream<K, A> stream) {
        return stream.transformToPair((rdd, time) -> {
            Broadcast<Map<K, V>> rows = rows(rdd.context(), time);
            return rdd.filter(pair -> rows.value().containsKey(pair._1()))
                    .mapToPair(pair -> new Tuple2<>(
                            pair._1(),
                            new Tuple2<>(
                                    pair._2(),
                                    Objects.requireNonNull(rows.value().get(pair._1())))));
        });
    }

    /**
     * Joins each record with the row of its key, if there is one.
     *
     * @param stream the stream
     * @param <A> the type of its values
     * @return a stream of records and what was found
     */
    public <A> PairDStream<K, Tuple2<A, Optional<V>>> leftOuterJoin(PairDStream<K, A> stream) {
        return stream.transformToPair((rdd, time) -> {
            Broadcast<Map<K, V>> rows = rows(rdd.context(), time);
            return rdd.mapToPair(pair -> new Tuple2<>(
                    pair._1(),
                    new Tuple2<>(pair._2(), Optional.ofNullable(rows.value().get(pair._1())))));
        });
    }

    private synchronized Broadcast<Map<K, V>> rows(EngineContext context, Time time) throws SQLException {
        Kept<K, V> known = kept;
        if (known == null || time.milliseconds() - known.checked().milliseconds() >= refresh.milliseconds()) {
            String version = versionQuery == null ? "" : reading.version(versionQuery);
            boolean same =
                    known != null && versionQuery != null && known.version().equals(version);
            known = new Kept<>(known != null && same ? known.rows() : context.broadcast(reading.rows()), time, version);
            kept = known;
        }
        return known.rows();
    }

    /**
     * Builds a {@link JdbcLookup}. Not safe for use by several threads.
     *
     * @param <K> the type of the keys
     * @param <V> the type of what is looked up
     */
    public static final class Builder<K, V> {
        private final String url;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable String query;
        private @Nullable Function<ResultSet, Tuple2<K, V>> row;
        private Duration refresh = Durations.minutes(1);
        private @Nullable String versionQuery;
        private Duration timeout = Durations.minutes(2);

        private Builder(String url) {
            this.url = url;
        }

        /**
         * Sets the user to connect as.
         *
         * @param name the user
         * @param secret the password, which never appears in messages
         * @return this builder
         */
        public Builder<K, V> user(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        /**
         * Sets the query.
         *
         * @param sql a query for all rows
         * @return this builder
         */
        public Builder<K, V> query(String sql) {
            this.query = sql;
            return this;
        }

        /**
         * Sets how a row is read.
         *
         * @param reader reads key and value out of the present row; neither may be {@code null}
         * @return this builder
         */
        public Builder<K, V> row(Function<ResultSet, Tuple2<K, V>> reader) {
            this.row = reader;
            return this;
        }

        /**
         * Sets how old the rows may be, in the time of the batches.
         *
         * @param age a minute unless set
         * @return this builder
         */
        public Builder<K, V> refreshEvery(Duration age) {
            this.refresh = age;
            return this;
        }

        /**
         * Sets a query for one value that changes whenever the rows do: old rows are read again only if it has.
         *
         * @param sql such as {@code SELECT MAX(changed_at) FROM products}
         * @return this builder
         */
        public Builder<K, V> versionedBy(String sql) {
            this.versionQuery = sql;
            return this;
        }

        /**
         * Sets how long the database may take to let the user in, and then to answer, before the reading fails, and with it the batch.
         *
         * @param longest two minutes unless set
         * @return this builder
         */
        public Builder<K, V> timeout(Duration longest) {
            this.timeout = longest;
            return this;
        }

        /**
         * Builds the lookup. Does not connect.
         *
         * @return the lookup
         * @throws ConfigurationException naming every fault
         */
        public JdbcLookup<K, V> build() {
            List<String> faults = new ArrayList<>();
            Database database = new Database(url, user, password, Map.of(), null, null);
            if (!url.startsWith("jdbc:")) {
                faults.add("the URL is '" + database + "'; it must begin with 'jdbc:'");
            } else {
                database.missingDriver().ifPresent(faults::add);
            }
            if (query == null) {
                faults.add("there is no query");
            }
            if (row == null) {
                faults.add("nothing says how a row is read: say .row(row -> new Tuple2<>(key, value))");
            }
            if (timeout.milliseconds() < 1) {
                faults.add("the timeout is " + timeout + "; it must be a millisecond at least");
            }
            if (!faults.isEmpty()) {
                throw new ConfigurationException("JDBC lookup", faults);
            }
            return new JdbcLookup<>(
                    new Reading<>(database, Objects.requireNonNull(query), Objects.requireNonNull(row), timeout), this);
        }
    }
}
