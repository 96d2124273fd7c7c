// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.H2Server;
import dev.shaduf.jdbc.servers.PostgresServer;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.spi.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A table with a row per group, in a server of its own. */
final class LatencyTable {
    private static final String DATABASE = "latency";

    private static @Nullable DatabaseServer running;

    private LatencyTable() {}

    /** Ends the server, if one was started: a process that halts does not. */
    static void end() {
        if (running != null) {
            running.close();
        }
    }

    /** Starts a server, {@code h2} or {@code postgresql}, and returns a sink into it. */
    static Sink<Object> in(String kind) throws IOException, SQLException {
        Path folder = Path.of("target", "databases");
        DatabaseServer server = switch (kind) {
            case "h2" -> H2Server.start(folder);
            case "postgresql" -> PostgresServer.start(folder);
            default -> throw new IllegalArgumentException("no sink '" + kind + "': kafka, h2 or postgresql");
        };
        running = server;
        server.create(DATABASE);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE seen (name VARCHAR(100))");
        }
        return JdbcSink.into(server.url(DATABASE))
                .user(server.user())
                .password(server.password())
                .table("seen")
                .column("name", Object::toString)
                .build();
    }
}
