// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.time.Durations;
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

    private KilledProgram() {}

    /** Takes the directory, the master, the partitions, and optionally a step and an occurrence to halt at. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        BatchProbe probe = args.length < 5
                ? BatchProbe.NONE
                : CrashInjector.halting().at(BatchStep.valueOf(args[3]), Integer.parseInt(args[4]));
        StreamingContext ssc = StreamingContext.getOrCreate(
                directory.resolve("checkpoint").toString(), () -> create(directory, args[1], args[2], probe));
        Idle idle = new Idle();
        ssc.addStreamingListener(idle);
        ssc.start();
        while (!(Files.exists(directory.resolve("end")) && idle.emptyBatches() > 3)) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
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
        PairDStream<Rest, Long> pairs =
                lines.mapToPair(line -> new Tuple2<>(Rest.values()[Integer.parseInt(line) % 3], 1L));
        pairs.<Long>updateStateByKey((values, state) -> Optional.of(
                        state.orElse(0L) + values.stream().mapToLong(v -> v).sum()))
                .uid("counts")
                .map(count -> count._1() + " " + count._2())
                .sinkTo(new BatchFiles(directory.resolve("counts").toString()))
                .uid("counts-out");
        pairs.reduceByKeyAndWindow(Long::sum, (a, b) -> a - b, Durations.milliseconds(500), Durations.milliseconds(50))
                .uid("window")
                .map(count -> count._1() + " " + count._2())
                .sinkTo(new BatchFiles(directory.resolve("window").toString()))
                .uid("window-out");
        return ssc;
    }

    /** Counts the batches without input since the last one with input. */
    private static final class Idle implements StreamingListener {
        private int empty;

        @Override
        public synchronized void onBatchCompleted(StreamingListenerBatchCompleted event) {
            empty = event.batchInfo().numRecords() == 0 ? empty + 1 : 0;
        }

        synchronized int emptyBatches() {
            return empty;
        }
    }
}
