// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.jdbc.servers.DatabaseServer;
import dev.shaduf.jdbc.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Rows per second into a table: of a PostgreSQL server that this starts, or of an H2 database in the contender's process. */
public final class JdbcThroughput {
    private static final String DATABASE = "bench";

    private final Settings settings;
    private final Stage stage;
    private final long rows;
    private final int partition;

    /**
     * Prepares a comparison.
     *
     * @param settings who runs and how
     * @param rows how many
     * @param partition how many in one transaction
     * @throws IOException if the folder for logs cannot be made
     */
    public JdbcThroughput(Settings settings, long rows, int partition) throws IOException {
        this.settings = settings;
        this.stage = settings.stage();
        this.rows = rows;
        this.partition = partition;
    }

    /**
     * Runs all rounds and prints the table.
     *
     * @param databases {@code postgresql}, {@code h2}
     * @param modes {@code insert}, {@code upsert}
     * @throws Exception if a contender fails in all rounds, or results differ
     */
    public void compare(List<String> databases, List<String> modes) throws Exception {
        List<String> columns = new ArrayList<>(List.of("database", "mode", "contender", "M rows/s (min..max)", "runs"));
        settings.contenders().forEach(contender -> columns.add("÷ " + contender.name()));
        Report report = new Report(columns);
        Path folder = Files.createDirectories(settings.home().resolve("target/databases"));
        for (String database : databases) {
            if (database.equals("postgresql")) {
                try (DatabaseServer server = PostgresServer.start(folder)) {
                    server.create(DATABASE);
                    compare(report, database, server.url(DATABASE), modes);
                }
            } else {
                compare(report, database, "jdbc:h2:" + folder.toAbsolutePath() + "/" + UUID.randomUUID(), modes);
            }
        }
        report.publish(settings);
    }

    private void compare(Report report, String database, String url, List<String> modes) throws Exception {
        for (String mode : modes) {
            Map<String, String> options = Map.of(
                    "url", url,
                    "mode", mode,
                    "rows", Long.toString(rows),
                    "partition", Integer.toString(partition),
                    "checkpoint", settings.home().resolve("target/checkpoints").toString());
            System.out.println(database + ", " + mode);
            Rounds rounds = Rounds.alternate(
                    settings.contenders(),
                    settings.rounds(),
                    contender -> stage.alone(contender, Workload.JDBC, settings.heapFlags(), options),
                    run -> String.format(Locale.ROOT, "%.3f M rows/s", run.millionLinesPerSecond(rows)));
            rounds.runs().forEach((name, own) -> {
                List<String> cells = new ArrayList<>(List.of(database, mode, name));
                cells.add(rates(own).describe(3));
                cells.add(rounds.succeeded(name));
                rounds.runs().values().forEach(other -> cells.add(rates(own).ratio(rates(other))));
                report.add(cells);
            });
        }
    }

    private Sample rates(List<Run> runs) {
        return new Sample(
                runs.stream().map(run -> run.millionLinesPerSecond(rows)).toList());
    }
}
