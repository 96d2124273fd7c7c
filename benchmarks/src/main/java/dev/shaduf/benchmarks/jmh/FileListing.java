// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.source.file.FileSource;
import dev.shaduf.source.file.internal.FilePlanner;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A directory of many files that were taken: what a listing costs its thread, and what they add to a batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FileListing {
    /** The files in the directory. */
    @Param({"200000"})
    public int files;

    private Path folder;
    private FileStore store;
    private FilePlanner planner;

    /** Makes the files, and has them taken. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("listing-");
        for (int i = 0; i < files; i++) {
            Files.createFile(folder.resolve("part-" + i + ".txt"));
        }
        store = FileStore.of(folder.toUri());
        planner = FileSource.text(folder.toString())
                .newFilesOnly(true)
                .listInterval(Durations.seconds(1))
                .build()
                .open(new NoContext());
    }

    /** Removes the files. */
    @TearDown
    public void remove() throws Exception {
        planner.close();
        store.delete(folder.toUri());
    }

    /** Lists the names, as a listing does that finds nothing new, without the look into the table. */
    @Benchmark
    public boolean names() throws IOException {
        return store.list(folder.toUri(), name -> name.isEmpty(), entry -> {});
    }

    /** Lists names, lengths and times. */
    @Benchmark
    public int entries() throws IOException {
        return store.list(folder.toUri()).size();
    }

    /** Plans a batch while all files are known and the listing runs on its own thread. */
    @Benchmark
    public boolean plan() {
        return planner.plan(ReadLimit.NONE).isPresent();
    }

    private static final class NoContext implements SourceContext {
        @Override
        public Duration interval() {
            return Durations.seconds(1);
        }

        @Override
        public String uid() {
            return "listing";
        }

        @Override
        public Clock clock() {
            return Clock.system();
        }

        @Override
        public void reportError(String message, @Nullable Throwable error) {}

        @Override
        public void count(String counter, long delta) {}

        @Override
        public String threadName(String role) {
            return role;
        }
    }
}
