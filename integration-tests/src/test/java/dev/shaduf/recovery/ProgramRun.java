// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.StreamingContextBuilder;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a program that {@link KilledProcess} starts.
 *
 * @param options what it was told
 */
record ProgramRun(Map<String, String> options) {
    /** Reads what {@link KilledProcess} tells. */
    static ProgramRun of(String[] args) {
        return new ProgramRun(Stream.of(args)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }

    /** Where everything is. */
    Path directory() {
        return Path.of(option("directory"));
    }

    String option(String name) {
        return Objects.requireNonNull(options.get(name), name);
    }

    private BatchProbe probe() {
        return options.containsKey("step")
                ? CrashInjector.halting().at(BatchStep.valueOf(option("step")), Integer.parseInt(option("occurrence")))
                : BatchProbe.NONE;
    }

    /** Runs until the program says that everything is done; ends at once if it fails. */
    void toEnd(long batchMillis, Consumer<StreamingContext> describe, Callable<Boolean> isDone) throws Exception {
        StreamingContext ssc =
                StreamingContext.getOrCreate(directory().resolve("checkpoint").toString(), () -> {
                    StreamingContext created = builder(batchMillis).build();
                    describe.accept(created);
                    return created;
                });
        ssc.start();
        Files.writeString(directory().resolve(KilledProcess.RUNNING), "");
        while (!isDone.call()) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
    }

    private StreamingContextBuilder builder(long batchMillis) {
        return StreamingContext.builder()
                .master(option("master"))
                .appName("killed")
                .batchInterval(Durations.milliseconds(batchMillis))
                .conf("shaduf.default.parallelism", option("partitions"))
                .conf("shaduf.checkpoint.snapshot.bytes", "20000")
                .conf("shaduf.jmx.enabled", "false")
                .probe(probe());
    }
}
