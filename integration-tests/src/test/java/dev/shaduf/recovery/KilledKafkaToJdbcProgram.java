// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.sink.jdbc.JdbcSinkBuilder;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The program that {@link KilledKafkaToJdbcIT} kills, the example {@code PageHits} at a faster pace: visits from a topic are
 * counted window by window into a table, and listed in another. Ends by itself once a file {@code end} tells how many there
 * are, and both tables have them.
 */
final class KilledKafkaToJdbcProgram {
    static final String TOPIC = "visits";
    static final int PAGES = 7;
    private static final Duration INTERVAL = Durations.milliseconds(50);
    private static final Duration PATIENCE = Durations.seconds(60);

    private KilledKafkaToJdbcProgram() {}

    /** A row of the counts. */
    record Hits(String page, Time windowEnd, long hits) {}

    /** A row of the list. */
    record Visit(int number) {}

    /**
     * Takes what {@link ProgramRun} reads, {@code servers} of Kafka, and {@code url}, {@code user} and {@code password} of the
     * database.
     */
    public static void main(String[] args) throws Exception {
        ProgramRun run = ProgramRun.of(args);
        run.toEnd(INTERVAL.milliseconds(), ssc -> describe(run, ssc), () -> isDone(run));
    }

    static String page(int visit) {
        return "/page-" + visit % PAGES;
    }

    private static void describe(ProgramRun run, StreamingContext ssc) {
        DStream<Integer> visits = ssc.stream(KafkaSource.strings(run.option("servers"))
                        .subscribe(TOPIC)
                        .startingOffsets("earliest")
                        .connectTimeout(PATIENCE)
                        .maxRatePerPartition(600)
                        .build())
                .map(Integer::valueOf);
        visits.mapToPair(visit -> new Tuple2<>(page(visit), 1L))
                .reduceByKeyAndWindow(Long::sum, INTERVAL, INTERVAL)
                .<Hits>transform((counts, end) -> counts.map(count -> new Hits(count._1(), end, count._2())))
                .sinkTo(KilledKafkaToJdbcProgram.<Hits>table(run, "hits").build())
                .uid("hits");
        visits.map(Visit::new)
                .repartition(Integer.parseInt(run.option("partitions")))
                .sinkTo(KilledKafkaToJdbcProgram.<Visit>table(run, "visits").build())
                .uid("visits");
    }

    private static <T> JdbcSinkBuilder<T> table(ProgramRun run, String name) {
        return JdbcSink.<T>into(run.option("url"))
                .user(run.option("user"))
                .password(run.option("password"))
                .table(name)
                .retries(1_000, Durations.milliseconds(20));
    }

    private static boolean isDone(ProgramRun run) throws Exception {
        Path end = run.directory().resolve("end");
        if (!Files.exists(end)) {
            return false;
        }
        long visits = Long.parseLong(Files.readString(end));
        try (Connection connection =
                DriverManager.getConnection(run.option("url"), run.option("user"), run.option("password"))) {
            return number(connection, "SELECT COUNT(*) FROM visits") >= visits
                    && number(connection, "SELECT COALESCE(SUM(hits), 0) FROM hits") >= visits;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
