// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.sink.jdbc.JdbcSinkBuilder;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that {@link KilledJdbcIT} kills: numbered lines from a file into a table, some of them too long for it, and
 * running counts into another. Ends by itself once there is a file {@code end} and everything has been processed.
 */
final class KilledJdbcProgram {
    static final int LINE_BYTES = 12;
    static final int RESTS = 7;
    private static final long BATCH_MILLIS = 50;
    private static final int POISONED_OF = 1_000;
    private static final int POISONED = 7;

    private KilledJdbcProgram() {}

    /** A row; the text of a poisoned one is longer than its column. */
    record Line(int id, String text) {}

    /** A row of the counts. */
    record Total(int rest, long total) {}

    /** Takes what {@link ProgramRun} reads, and {@code url}, {@code user} and {@code password} of the database. */
    public static void main(String[] args) throws Exception {
        ProgramRun run = ProgramRun.of(args);
        Path directory = run.directory();
        run.toEnd(BATCH_MILLIS, ssc -> describe(run, ssc), () -> isDone(directory));
    }

    /** Tells, as if by chance, whether a line does not fit. */
    static boolean isPoisoned(int id) {
        return Math.floorMod(id * 0x9E3779B97F4A7C15L >> 20, POISONED_OF) < POISONED;
    }

    private static boolean isDone(Path directory) throws IOException {
        return Files.exists(directory.resolve("end"))
                && LineFile.committed() == Files.size(directory.resolve("lines")) / LINE_BYTES;
    }

    private static void describe(ProgramRun run, StreamingContext ssc) {
        DStream<Integer> ids = ssc.stream(
                        new LineFile(run.directory().resolve("lines").toString(), LINE_BYTES, 200))
                .map(Integer::valueOf);
        ids.map(id -> new Line(id, isPoisoned(id) ? "x".repeat(30) : "n" + id))
                .sinkTo(KilledJdbcProgram.<Line>table(run, "numbers").build())
                .uid("numbers");
        ids.mapToPair(id -> new Tuple2<>(id % RESTS, 1L))
                .<Long>updateStateByKey((values, state) -> Optional.of(
                        state.orElse(0L) + values.stream().mapToLong(v -> v).sum()))
                .uid("counts")
                .map(count -> new Total(count._1(), count._2()))
                .sinkTo(KilledJdbcProgram.<Total>table(run, "totals")
                        .upsert("rest")
                        .build())
                .uid("totals");
    }

    private static <T> JdbcSinkBuilder<T> table(ProgramRun run, String name) {
        return JdbcSink.<T>into(run.option("url"))
                .user(run.option("user"))
                .password(run.option("password"))
                .table(name)
                .batchSize(50)
                .retries(1_000, Durations.milliseconds(20));
    }
}
