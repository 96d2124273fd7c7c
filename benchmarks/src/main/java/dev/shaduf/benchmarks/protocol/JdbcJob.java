// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/**
 * Rows that go into the table {@code bench_rows}, which is empty before inserts and full before upserts, in transactions of one
 * size.
 *
 * @param url where the database is
 * @param upsert whether rows replace what is there
 * @param rows how many
 * @param partition how many in one transaction
 */
public record JdbcJob(String url, boolean upsert, long rows, int partition) {
    /** Rows of one statement, which is the sink's default. */
    public static final int STATEMENT_ROWS = 3_000;
    /** The user, who is let in without a password. */
    public static final String USER = "postgres";

    /** The options of contenders that write rows; {@code output} and {@code checkpoint} are for some of them. */
    public static final Set<String> OPTIONS = Set.of("url", "mode", "rows", "partition", "output", "checkpoint");

    private static final String INSERT = "INSERT INTO bench_rows (id, name, amount, flag, at) VALUES (?, ?, ?, ?, ?)";

    /** Reads options. */
    public static JdbcJob of(Arguments arguments) {
        return new JdbcJob(
                arguments.text("url"),
                arguments.text("mode").equals("upsert"),
                arguments.number("rows"),
                arguments.integer("partition", 1));
    }

    /** Connects; PostgreSQL's driver leaves batches as they are, which is its default. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", USER);
        properties.put("password", USER);
        if (isPostgres()) {
            properties.put("reWriteBatchedInserts", "false");
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Tells which of the two databases it is. */
    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Makes the table. */
    public void prepare() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_rows");
            statement.execute("CREATE TABLE bench_rows (id BIGINT PRIMARY KEY, name VARCHAR(100),"
                    + " amount DOUBLE PRECISION, flag BOOLEAN, at TIMESTAMP)");
            if (upsert) {
                String numbers = isPostgres() ? "generate_series(0, " : "SYSTEM_RANGE(0, ";
                statement.execute("INSERT INTO bench_rows SELECT n, 'before', 0, FALSE, NULL FROM " + numbers
                        + (rows - 1) + ") AS g(n)");
            }
            if (isPostgres()) {
                statement.execute("VACUUM ANALYZE bench_rows");
                statement.execute("CHECKPOINT");
            }
        }
    }

    /** Returns the statement for one row. */
    public String statement() {
        if (!upsert) {
            return INSERT;
        }
        return isPostgres()
                ? INSERT + onConflict()
                : "MERGE INTO bench_rows (id, name, amount, flag, at) KEY (id) VALUES (?, ?, ?, ?, ?)";
    }

    /** Returns what PostgreSQL does about a row that is there. */
    public String onConflict() {
        return " ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, amount = EXCLUDED.amount,"
                + " flag = EXCLUDED.flag, at = EXCLUDED.at";
    }

    /** Looks at the table, and makes the result of a run of it. */
    public Announcement result(long begunMicros, long doneMicros) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*), COUNT(DISTINCT id), SUM(CAST(flag AS INT)),"
                        + " COUNT(at), CAST(SUM(amount) AS BIGINT) FROM bench_rows")) {
            found.next();
            return Announcement.of(Kind.RESULT)
                    .with("rows", found.getLong(1))
                    .with("different", found.getLong(2))
                    .with("flagged", found.getLong(3))
                    .with("timed", found.getLong(4))
                    .with("amount", found.getLong(5))
                    .with("begunMicros", begunMicros)
                    .with(Announcement.AT, doneMicros);
        }
    }
}
