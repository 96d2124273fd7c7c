// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A PostgreSQL server, a child process, on 127.0.0.1; its data is under {@code target}. */
final class PostgresServer implements AutoCloseable {
    private static PostgresServer shared;

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of this JVM; its library stops it when the JVM ends. */
    static synchronized PostgresServer shared() throws IOException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    static PostgresServer start() throws IOException {
        return start(TestDatabase.folder().resolve("postgresql-" + UUID.randomUUID()), 0, true);
    }

    /** Starts on data that may be there already. */
    static PostgresServer start(Path data, int port, boolean clean) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        TestDatabase.folder().resolve("postgresql").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(clean)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("restart_after_crash", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
        return new PostgresServer((port == 0 ? builder : builder.setPort(port)).start());
    }

    int port() {
        return server.getPort();
    }

    Fresh database(String name) {
        return database(name, port());
    }

    /** The same, by way of another port. */
    Fresh database(String name, int port) {
        return new Fresh(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "postgres", TestDatabase.POSTGRESQL);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
