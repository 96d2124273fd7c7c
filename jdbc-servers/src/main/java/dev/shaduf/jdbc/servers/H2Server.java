// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** An H2 server, whose databases are files. */
public final class H2Server implements DatabaseServer {
    private final ServerProcess process;
    private final int port;

    private H2Server(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server with no data, and waits until it answers.
     *
     * @param folder where its data goes
     * @return a running server
     * @throws IOException if it does not start
     */
    public static H2Server start(Path folder) throws IOException {
        Path own = Files.createDirectories(folder.toAbsolutePath().resolve("h2-" + UUID.randomUUID()));
        int port = ServerProcess.freePort();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.h2.tools.Server",
                "-tcp",
                "-tcpPort",
                "" + port,
                "-ifNotExists",
                "-baseDir",
                own.toString());
        H2Server server = new H2Server(new ServerProcess(command, own.resolve("log")), port);
        server.restart();
        return server;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(String database) {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/./" + database;
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public String password() {
        return "";
    }

    /** Connecting makes it. */
    @Override
    public void create(String name) throws SQLException {
        connect(name).close();
    }

    @Override
    public void kill() throws IOException {
        process.kill();
    }

    @Override
    public void restart() throws IOException {
        process.start(() -> create("ready"));
    }

    @Override
    public void close() {
        process.end();
    }
}
