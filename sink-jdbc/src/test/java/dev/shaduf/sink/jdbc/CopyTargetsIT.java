// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.Durations;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Tables that a copy would treat otherwise than an insert, and tables that become so. */
class CopyTargetsIT {
    private static final int MANY = CopyLoader.LEAST_ROWS;

    private final Batches batches = new Batches();

    record Item(long id, String name) {}

    private static List<Item> items(long from) {
        return LongStream.range(from, from + MANY)
                .mapToObj(i -> new Item(i, "n" + i))
                .toList();
    }

    private static JdbcSink<Item> sink(Fresh database) {
        return database.<Item>sink()
                .table("t")
                .retries(2, Durations.milliseconds(1))
                .build();
    }

    private static Fresh with(String... statements) throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(statements);
        return database;
    }

    @Test
    void shouldFollowRules() throws Exception {
        Fresh database = with(
                "CREATE TABLE t (id bigint, name text)",
                "CREATE TABLE elsewhere (id bigint)",
                "CREATE RULE away AS ON INSERT TO t DO INSTEAD INSERT INTO elsewhere VALUES (NEW.id)");

        Batches.once(sink(database), items(0));

        assertThat(database.number("SELECT COUNT(*) FROM elsewhere")).isEqualTo(MANY);
        assertThat(database.number("SELECT COUNT(*) FROM t")).isZero();
    }

    @Test
    void shouldInsertThroughViews() throws Exception {
        Fresh database = with("CREATE TABLE below (id bigint, name text)", "CREATE VIEW t AS SELECT * FROM below");

        Batches.once(sink(database), items(0));

        assertThat(database.number("SELECT COUNT(*) FROM below")).isEqualTo(MANY);
    }

    @Test
    void shouldInsertWhereRowsAreGuarded() throws Exception {
        Fresh database = with(
                "CREATE TABLE t (id bigint, name text)",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY all_of_them ON t USING (true)");

        Batches.once(sink(database), items(0));

        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(MANY);
    }

    @Test
    void shouldNotOverwriteIdentitiesThatAreAlwaysGenerated() throws Exception {
        Fresh database = with("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, name text)");

        assertThatThrownBy(() -> Batches.once(sink(database), items(0)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"id\"");
    }

    @Test
    void shouldNotTakeANumberForATimeWhenTheColumnIsAltered() throws Exception {
        Fresh database = with("CREATE TABLE t (id bigint, name text)");
        try (SinkSession<Item> session = batches.open(sink(database))) {
            batches.write(session, 1, items(0));
            database.execute("ALTER TABLE t ALTER id TYPE timestamptz USING to_timestamp(id)");

            assertThatThrownBy(() -> batches.write(session, 2, items(MANY)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("timestamp");
        }
        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(MANY);
        assertThat(database.number("SELECT COUNT(*) FROM t_dead_letters")).isZero();
    }

    @Test
    void shouldNotTakeANumberForATimeInALargePartition() throws Exception {
        Fresh database = with("CREATE TABLE t (id bigint, name text)");
        JdbcSink<Item> sink = database.<Item>sink()
                .table("t")
                .batchSize(MANY)
                .buffer(MANY, 1 << 30)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            batches.write(session, 1, items(0));
            database.execute("ALTER TABLE t ALTER id TYPE timestamptz USING to_timestamp(id)");
            SinkWriter<Item> writer = session.writer(batches.batch(2), 0, 0);
            for (Item item : items(MANY)) {
                writer.write(item);
            }

            assertThatThrownBy(writer::prepare).isInstanceOf(SQLException.class).hasMessageContaining("was altered");
        }
        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(MANY);
    }

    /** A data source whose connections note the statements that are prepared. */
    private static DataSource noting(Fresh database, List<String> statements) {
        return proxy(DataSource.class, (method, args) -> {
            if (!method.getName().equals("getConnection")) {
                return "a data source";
            }
            Connection connection = database.connect();
            return proxy(Connection.class, (called, with) -> {
                if (called.getName().equals("prepareStatement")) {
                    statements.add(String.valueOf(with[0]));
                }
                return called.invoke(connection, with);
            });
        });
    }

    private interface Call {
        Object to(Method method, Object[] args) throws Exception;
    }

    private static <I> I proxy(Class<I> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> call.to(method, args)));
    }

    @Test
    void shouldLookAtTheTableOnceInATransaction() throws Exception {
        Fresh database = with("CREATE TABLE t (id bigint, name text)");
        List<String> statements = new CopyOnWriteArrayList<>();
        JdbcSink<Item> sink = JdbcSink.<Item>into(noting(database, statements))
                .table("t")
                .batchSize(MANY)
                .build();
        try (SinkSession<Item> session = batches.open(sink)) {
            batches.write(session, 1, items(0));
            statements.clear();

            List<Item> three = new ArrayList<>(items(MANY));
            three.addAll(items(2 * MANY));
            three.addAll(items(3 * MANY));
            batches.write(session, 2, three);
        }

        assertThat(statements).filteredOn(sql -> sql.contains("pg_class")).hasSize(1);
        assertThat(statements).noneMatch(sql -> sql.contains("unnest"));
        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(4 * MANY);
    }

    @Test
    void shouldGoOnWhenAColumnIsMadeWider() throws Exception {
        Fresh database = with("CREATE TABLE t (id bigint, name varchar(5))");
        try (SinkSession<Item> session = batches.open(sink(database))) {
            batches.write(session, 1, items(0));
            database.execute("ALTER TABLE t ALTER id TYPE float8", "ALTER TABLE t ALTER name TYPE text");

            batches.write(session, 2, items(MANY));
        }
        assertThat(database.number("SELECT SUM(id) FROM t")).isEqualTo((2L * MANY - 1) * MANY);
        assertThat(database.number("SELECT COUNT(*) FROM t_dead_letters")).isZero();
    }
}
