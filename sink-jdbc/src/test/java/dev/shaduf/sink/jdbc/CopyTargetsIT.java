// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Durations;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
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
