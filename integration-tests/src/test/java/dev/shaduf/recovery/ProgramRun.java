// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextBuilder;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One run of a program that {@link KilledProcess} starts.
 *
 * @param directory where everything is
 * @param master its threads
 * @param partitions what is shuffled has so many
 * @param probe where it is to halt
 */
record ProgramRun(Path directory, String master, String partitions, BatchProbe probe) {
    /** Reads what {@link KilledProcess} tells. */
    static ProgramRun of(String[] args) {
        BatchProbe probe = args.length < 5
                ? BatchProbe.NONE
                : CrashInjector.halting().at(BatchStep.valueOf(args[3]), Integer.parseInt(args[4]));
        return new ProgramRun(Path.of(args[0]), args[1], args[2], probe);
    }

    /** Runs until the program says that everything is done; ends at once if it fails. */
    void toEnd(long batchMillis, Consumer<StreamingContext> describe, Callable<Boolean> isDone) throws Exception {
        StreamingContext ssc =
                StreamingContext.getOrCreate(directory.resolve("checkpoint").toString(), () -> {
                    StreamingContext created = builder(batchMillis).build();
                    describe.accept(created);
                    return created;
                });
        ssc.start();
        while (!isDone.call()) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
    }

    private StreamingContextBuilder builder(long batchMillis) {
        return StreamingContext.builder()
                .master(master)
                .appName("killed")
                .batchInterval(Durations.milliseconds(batchMillis))
                .conf("shaduf.default.parallelism", partitions)
                .conf("shaduf.checkpoint.snapshot.bytes", "20000")
                .conf("shaduf.jmx.enabled", "false")
                .probe(probe);
    }
}
