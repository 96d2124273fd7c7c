// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.StateCodec;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of states whose classes are others, or none, when the program is started again; the classes are compiled on the way. */
class ChangedClassesTest {
    private static final ClassLoader OWN = Thread.currentThread().getContextClassLoader();

    /** What the running program knows as {@code com.acme.Totals}. */
    private static volatile Class<?> totals = Object.class;

    @TempDir
    Path temp;

    private final MemorySource<Integer> source = new MemorySource<>("numbers");
    private final ManualClock clock = new ManualClock();
    private int versions;

    @AfterEach
    void restoreLoader() {
        Thread.currentThread().setContextClassLoader(OWN);
    }

    @Test
    void shouldReadStateOfARecordThatHasOneMoreComponentNow() throws Exception {
        use("record Totals(long hits) {}");
        assertThat(run(1, 2)).containsExactly("Totals[hits=3]");
        use("record Totals(java.util.Optional<String> note, long hits) {}");

        assertThat(run(4)).containsExactly("Totals[note=Optional.empty, hits=7]");
        assertThat(run(8)).containsExactly("Totals[note=Optional.empty, hits=15]");
    }

    @Test
    void shouldNameAStateClassThatIsGoneAndGoOnWhenItIsBack() throws Exception {
        use("record Totals(long hits) {}");
        run(1, 2);
        Class<?> known = totals;
        Thread.currentThread().setContextClassLoader(OWN);

        source.add(List.of(4));
        assertThatThrownBy(() -> start(1))
                .hasMessageContaining("com.acme.Totals cannot be loaded")
                .hasMessageContaining("put the class back, or say with StreamingContext.stateRenamed");

        Thread.currentThread().setContextClassLoader(known.getClassLoader());
        assertThat(start(1)).containsExactly("Totals[hits=7]");
    }

    @Test
    void shouldFailTheBatchThatACodecCannotWriteAndNameStateAndKey() {
        assertThatThrownBy(() -> sketches(new SketchCodec(true, false), 1))
                .hasStackTraceContaining("no ink")
                .hasStackTraceContaining("sketches")
                .hasStackTraceContaining("key");
    }

    @Test
    void shouldNameACodecThatCannotReadAndGoOnWhenItIsMended() throws Exception {
        assertThat(sketches(new SketchCodec(false, false), 1, 2)).containsExactly("3");
        source.add(List.of(4));
        assertThatThrownBy(() -> startSketches(new SketchCodec(false, true), 1))
                .hasStackTraceContaining("torn page")
                .hasStackTraceContaining(SketchCodec.class.getName());

        assertThat(startSketches(new SketchCodec(false, false), 1)).containsExactly("7");
    }

    /** A class that only its codec can write. */
    static final class Sketch {
        final long count;

        Sketch(long count) {
            this.count = count;
        }
    }

    record SketchCodec(boolean failsToWrite, boolean failsToRead) implements StateCodec<Sketch> {
        @Override
        public Class<Sketch> type() {
            return Sketch.class;
        }

        @Override
        public void write(Sketch sketch, DataOutput out) throws IOException {
            if (failsToWrite) {
                throw new IOException("no ink");
            }
            out.writeLong(sketch.count);
        }

        @Override
        public Sketch read(DataInput in, int version) throws IOException {
            if (failsToRead) {
                throw new IOException("torn page");
            }
            return new Sketch(in.readLong());
        }
    }

    private List<String> sketches(SketchCodec codec, Integer... numbers) throws Exception {
        source.add(List.of(numbers));
        return startSketches(codec, 1);
    }

    private List<String> startSketches(SketchCodec codec, int batches) throws Exception {
        try (StreamHarness harness = harness()) {
            harness.context().stateCodec(codec);
            CollectingSink<String> said = harness.collect(harness.stream(source)
                    .mapToPair(n -> new Tuple2<>("all", n))
                    .<Sketch>updateStateByKey((values, state) -> Optional.of(
                            new Sketch(state.map(sketch -> sketch.count).orElse(0L) + sum(values))))
                    .uid("sketches")
                    .map(state -> "" + state._2().count));
            harness.runBatches(batches);
            return said.batches().get(said.batches().size() - 1);
        }
    }

    private List<String> run(Integer... numbers) throws Exception {
        source.add(List.of(numbers));
        return start(1);
    }

    private List<String> start(int batches) throws Exception {
        try (StreamHarness harness = harness()) {
            CollectingSink<String> said = harness.collect(harness.stream(source)
                    .mapToPair(n -> new Tuple2<>("all", n))
                    .<Object>updateStateByKey((values, state) -> Optional.of(plus(state, sum(values))))
                    .uid("totals")
                    .map(state -> state._2().toString()));
            harness.runBatches(batches);
            return said.batches().get(said.batches().size() - 1);
        }
    }

    private StreamHarness harness() {
        return StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", temp.resolve("checkpoint").toString())
                .conf("shaduf.batch.attempts", "1")
                .build();
    }

    private static long sum(Iterable<Integer> values) {
        long sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }

    /** Makes a value of the class that the program has now. */
    private static Object plus(Optional<Object> state, long more) throws Exception {
        long hits = state.isEmpty() ? 0 : (long) totals.getMethod("hits").invoke(state.get());
        var constructor = totals.getConstructors()[0];
        return constructor.getParameterCount() == 1
                ? constructor.newInstance(hits + more)
                : constructor.newInstance(Optional.empty(), hits + more);
    }

    /** Compiles a class and has the program that starts next know it. */
    private void use(String declaration) throws Exception {
        Path directory = Files.createDirectories(temp.resolve("classes-" + ++versions));
        Path file = directory.resolve("Totals.java");
        Files.writeString(file, "package com.acme; public " + declaration);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", directory.toString(), file.toString()))
                .isZero();
        URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, OWN);
        totals = loader.loadClass("com.acme.Totals");
        Thread.currentThread().setContextClassLoader(loader);
    }
}
