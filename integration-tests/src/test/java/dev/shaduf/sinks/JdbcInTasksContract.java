// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sinks;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of sinks, on a database that tasks write to; {@code -Dsemantics.master} chooses the engine. */
abstract class JdbcInTasksContract extends SinkContract<JdbcInTasksContract.Item> {
    static final Path SERVERS = Path.of("target", "databases");
    private static final String MASTER = System.getProperty("semantics.master", "local[2]");

    private final String database = "t" + UUID.randomUUID().toString().replace("-", "");
    private final ShadufContext engine =
            new ShadufContext(new StreamingConf(false).setMaster(MASTER).setAppName("suites"));

    record Item(int id, String name) implements Serializable {}

    /** The server that all tests of a class share; it ends with the JVM. */
    abstract DatabaseServer server() throws IOException;

    @BeforeEach
    final void createTable() throws Exception {
        engine.parallelize(List.of(1, 2, 3, 4), 4).count(); // threads of the engine are none of the sink's
        server().create(database);
        try (Connection connection = server().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE items (id INT NOT NULL PRIMARY KEY, name VARCHAR(100))");
        }
    }

    @AfterEach
    final void closeEngine() {
        engine.close();
    }

    @Override
    protected Sink<Item> sink() throws IOException {
        JdbcSink<Item> sink = JdbcSink.<Item>into(server().url(database))
                .user(server().user())
                .password(server().password())
                .table("items")
                .build();
        return new SinkInTasks<>(sink, engine);
    }

    @Override
    protected List<Item> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(i, "item " + i)).toList();
    }

    @Override
    protected List<Item> visible() throws IOException, SQLException {
        try (Connection connection = server().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name FROM items")) {
            List<Item> items = new ArrayList<>();
            while (rows.next()) {
                items.add(new Item(rows.getInt(1), rows.getString(2)));
            }
            return items;
        }
    }

    /** Drivers keep threads of their own for a while, and a cluster takes its time. */
    @Override
    protected Duration patience() {
        return Durations.seconds(60);
    }
}
