// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.spi.Sink;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where the counts of the windows go.
 *
 * @param url the URL of a JDBC driver
 * @param user the user to connect as; empty for none
 * @param password the user's password
 */
record DemoDatabase(String url, String user, String password) {
    private static final String LAST_WINDOW = "SELECT page, hits, window_end FROM page_counts"
            + " WHERE window_end = (SELECT MAX(window_end) FROM page_counts) ORDER BY hits DESC, page";
    private static final int ROWS = 10;

    /** The H2 file in a directory; another program may look into it while the demo runs. */
    static String fileIn(String directory) {
        return "jdbc:h2:file:" + Path.of(directory, "counts").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    Sink<PageCount> sink() {
        var sink = JdbcSink.<PageCount>into(url);
        if (!user.isEmpty()) {
            sink.user(user).password(password);
        }
        return sink.table("page_counts")
                .records(PageCount.class)
                .upsert("page", "windowEnd")
                .autoCreate()
                .build();
    }

    /** Prints the most popular pages of the last window. */
    void print(PrintStream out) throws SQLException {
        out.println("Table page_counts, the last window:");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(ROWS);
            try (ResultSet rows = statement.executeQuery(LAST_WINDOW)) {
                AlignedTable table = new AlignedTable("page", "hits", "window end");
                while (rows.next()) {
                    table.row(rows.getString(1), rows.getString(2), rows.getString(3));
                }
                table.print(out);
            }
        }
    }

    private Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return "a database";
    }
}
