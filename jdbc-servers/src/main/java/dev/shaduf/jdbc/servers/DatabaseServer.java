// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.jdbc.servers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database server in a process of its own, with its own directory and port. One thread at a time. */
public interface DatabaseServer extends AutoCloseable {
    /**
     * Returns where it listens.
     *
     * @return the port on 127.0.0.1
     */
    int port();

    /**
     * Returns how to connect.
     *
     * @param database the name of a database
     * @return a URL of its JDBC driver
     */
    String url(String database);

    /**
     * Returns who may do everything.
     *
     * @return the name of a user
     */
    String user();

    /**
     * Returns that user's password.
     *
     * @return the password, which may be empty
     */
    String password();

    /**
     * Connects.
     *
     * @param database the name of a database
     * @return a connection
     * @throws SQLException if there is no such database, or the server is down
     */
    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), password());
    }

    /**
     * Makes an empty database.
     *
     * @param name its name
     * @throws SQLException if it is there already
     */
    void create(String name) throws SQLException;

    /**
     * Ends the server with SIGKILL, all of its processes, and waits until they are gone.
     *
     * @throws IOException if they do not go
     */
    void kill() throws IOException;

    /**
     * Starts a killed server again, with what it had on disk, on the same port, and waits until it answers.
     *
     * @throws IOException if it does not start
     */
    void restart() throws IOException;

    /** Ends the server. */
    @Override
    void close();
}
