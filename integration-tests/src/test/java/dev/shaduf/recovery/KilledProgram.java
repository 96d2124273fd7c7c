// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that {@link KilledProgramIT} kills: numbered lines from a file into files, and their running counts. Ends by
 * itself once there is a file {@code end} and everything has been processed.
 */
final class KilledProgram {
    /** The keys of the counts: enums, whose identity hash differs from process to process. */
    enum Rest {
        ZERO,
        ONE,
        TWO
    }

    static final int LINE_BYTES = 12;
    static final long WINDOW_MILLIS = 500;

    private KilledProgram() {}

    /** Takes the directory, the master, the partitions, and optionally a step and an occurrence to halt at. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        BatchProbe probe = args.length < 5
                ? BatchProbe.NONE
                : CrashInjector.halting().at(BatchStep.valueOf(args[3]), Integer.parseInt(args[4]));
        StreamingContext ssc = StreamingContext.getOrCreate(
                directory.resolve("checkpoint").toString(), () -> create(directory, args[1], args[2], probe));
        ssc.start();
        while (!isDone(directory)) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
    }

    static Rest rest(String line) {
        return Rest.values()[Integer.parseInt(line) % Rest.values().length];
    }

    private static boolean isDone(Path directory) throws IOException {
        long lines = Files.size(directory.resolve("lines")) / LINE_BYTES;
        return Files.exists(directory.resolve("end"))
                && LineFile.committed() == lines
                && LineReceiver.stored() == lines;
    }

    private static StreamingContext create(Path directory, String master, String partitions, BatchProbe probe) {
        StreamingContext ssc = StreamingContext.builder()
                .master(master)
                .appName("killed")
                .batchInterval(Durations.milliseconds(50))
                .conf("shaduf.default.parallelism", partitions)
                .conf("shaduf.checkpoint.snapshot.bytes", "20000")
                .conf("shaduf.jmx.enabled", "false")
                .probe(probe)
                .build();
        DStream<String> lines =
                ssc.stream(new LineFile(directory.resolve("lines").toString(), LINE_BYTES, 200));
        lines.sinkTo(new BatchFiles(directory.resolve("out").toString())).uid("out");
        ssc.receiverStream(new LineReceiver(directory.resolve("lines").toString(), LINE_BYTES))
                .sinkTo(new BatchFiles(directory.resolve("received").toString()))
                .uid("received-out");
        PairDStream<Rest, Long> pairs = lines.mapToPair(line -> new Tuple2<>(rest(line), 1L));
        pairs.<Long>updateStateByKey((values, state) -> Optional.of(
                        state.orElse(0L) + values.stream().mapToLong(v -> v).sum()))
                .uid("counts")
                .map(count -> count._1() + " " + count._2())
                .sinkTo(new BatchFiles(directory.resolve("counts").toString()))
                .uid("counts-out");
        pairs.reduceByKeyAndWindow(
                        Long::sum, (a, b) -> a - b, Durations.milliseconds(WINDOW_MILLIS), Durations.milliseconds(50))
                .uid("window")
                .map(count -> count._1() + " " + count._2())
                .sinkTo(new BatchFiles(directory.resolve("window").toString()))
                .uid("window-out");
        return ssc;
    }
}
