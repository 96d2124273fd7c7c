// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sinks, on a database. */
abstract class JdbcSinkContract extends SinkContract<JdbcSinkContract.Item> {
    private Fresh database;

    record Item(int id, String name) implements Serializable {}

    abstract TestDatabase kind();

    @BeforeEach
    final void createTable() throws Exception {
        database = kind().fresh();
        database.execute("CREATE TABLE items (id INT NOT NULL PRIMARY KEY, name VARCHAR(100))");
    }

    JdbcSinkBuilder<Item> builder() {
        return database.sink();
    }

    @Override
    protected Sink<Item> sink() {
        return builder().table("items").build();
    }

    @Override
    protected List<Item> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(i, "item " + i)).toList();
    }

    @Override
    protected List<Item> visible() throws SQLException {
        return database.rows("SELECT id, name FROM items").stream()
                .map(row -> new Item(Integer.parseInt(row.get(0)), row.get(1)))
                .toList();
    }

    /** Drivers keep threads of their own for a while. */
    @Override
    protected Duration patience() {
        return Durations.seconds(60);
    }
}
