// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and tables that PostgreSQL forbids a user, both with one SQLState. */
class ForbiddenRowsIT {
    private final String role = "clerk_" + System.nanoTime();

    record Item(int id, String name) {}

    private Fresh withTable(String... statements) throws Exception {
        Fresh database = TestDatabase.POSTGRESQL.fresh();
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT ALL ON SCHEMA public TO " + role,
                "CREATE TABLE items (id INT PRIMARY KEY, name TEXT)");
        database.execute(statements);
        return database;
    }

    private JdbcSinkBuilder<Item> sink(Fresh database) {
        return JdbcSink.<Item>into(database.url()).user(role).table("items");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPutRowsAsideThatAPolicyForbids(boolean upsert) throws Exception {
        Fresh database = withTable(
                "GRANT ALL ON items TO " + role,
                "ALTER TABLE items ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON items USING (id < 10) WITH CHECK (id < 10)");
        JdbcSinkBuilder<Item> sink = sink(database);

        Batches.once(
                (upsert ? sink.upsert() : sink).build(),
                List.of(new Item(1, "one"), new Item(10, "ten"), new Item(3, "three")));

        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        assertThat(database.rows("SELECT row_index, sql_state FROM items_dead_letters"))
                .containsExactly(List.of("1", "42501"));
    }

    @Test
    void shouldPutRowsOfAStatementOfTheUsersAsideThatAPolicyForbids() throws Exception {
        Fresh database = withTable(
                "GRANT ALL ON items TO " + role,
                "ALTER TABLE items ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON items USING (id < 10) WITH CHECK (id < 10)");

        Batches.once(
                JdbcSink.<Item>into(database.url())
                        .user(role)
                        .sql("INSERT INTO items VALUES (?, ?)")
                        .build(),
                List.of(new Item(1, "one"), new Item(10, "ten")));

        assertThat(database.number("SELECT COUNT(*) FROM items")).isEqualTo(1);
        assertThat(database.rows("SELECT row_index FROM shaduf_dead_letters")).containsExactly(List.of("1"));
    }

    @Test
    void shouldNotTakeAMissingGrantForABadRow() throws Exception {
        Fresh database = withTable("GRANT SELECT ON items TO " + role);

        assertThatThrownBy(() -> Batches.once(sink(database).build(), List.of(new Item(1, "one"))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for table items");
        assertThat(database.number("SELECT COUNT(*) FROM items_dead_letters")).isZero();
    }
}
