// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A PostgreSQL server. */
public final class PostgresServer implements DatabaseServer {
    private final Path folder;
    private final Path data;
    private EmbeddedPostgres server;

    private PostgresServer(Path folder, Path data, EmbeddedPostgres server) {
        this.folder = folder;
        this.data = data;
        this.server = server;
    }

    /**
     * Starts a server with no data, and waits until it answers.
     *
     * @param folder where its programs and its data go
     * @return a running server
     * @throws IOException if it does not start
     */
    public static PostgresServer start(Path folder) throws IOException {
        Path absolute = Files.createDirectories(folder).toAbsolutePath();
        Path data = absolute.resolve("postgresql-" + UUID.randomUUID());
        return new PostgresServer(absolute, data, run(absolute, data, 0));
    }

    private static EmbeddedPostgres run(Path folder, Path data, int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgresql").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("restart_after_crash", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "postgres";
    }

    @Override
    public void create(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    @Override
    public void kill() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
        var postmaster = ProcessHandle.of(Long.parseLong(pid));
        if (postmaster.isPresent()) {
            ServerProcess.kill(postmaster.get());
        }
    }

    @Override
    public void restart() throws IOException {
        int port = port();
        server.close();
        server = run(folder, data, port);
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
