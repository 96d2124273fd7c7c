// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that goes on from its checkpoint directory finds of the files that it took. */
class FileRestartTest {
    private static final int WINDOW = 50;

    @TempDir
    Path temp;

    private final ManualClock clock = new ManualClock();
    private Path in;

    @BeforeEach
    void makeDirectory() throws Exception {
        in = Files.createDirectory(temp.resolve("in"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFailTheBatchByNameWhenAFileOfItsPlanIsNoLongerThere(boolean gone) throws Exception {
        Path file = Drop.into(in, "a b", "one\n");
        crashInABatchWithRecords();
        if (gone) {
            Files.delete(file);
        } else {
            Files.writeString(file, "something else\n");
        }

        try (StreamHarness harness = harness(CrashInjector.throwing())) {
            harness.collect(harness.context().stream(source().build()));

            assertThatIOException()
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessageContaining(file.toString())
                    .withMessageContaining(gone ? "is gone" : "has changed");
        }
    }

    @Test
    void shouldLetFilesStayUntilNoWindowReadsThem() throws Exception {
        Path file = Drop.into(in, "a", "one\n");
        try (StreamHarness harness = harness(CrashInjector.throwing())) {
            CollectingSink<String> windows = windows(harness);
            runUntil(harness, () -> has(windows, "one"));
            assertThat(file).exists();
        }
        assertThat(file).exists();

        try (StreamHarness harness = harness(CrashInjector.throwing())) {
            CollectingSink<String> windows = windows(harness);
            harness.runBatches(1);
            assertThat(has(windows, "one")).isTrue();
            assertThat(file).exists();

            harness.runBatches(WINDOW);
            runUntil(harness, () -> Files.notExists(file));
        }
    }

    @Test
    void shouldRefuseToStartAWindowWhoseFilesAreGone() throws Exception {
        Path file = Drop.into(in, "a", "one\n");
        try (StreamHarness harness = harness(CrashInjector.throwing())) {
            CollectingSink<String> windows = windows(harness);
            runUntil(harness, () -> has(windows, "one"));
        }
        Files.delete(file);

        try (StreamHarness harness = harness(CrashInjector.throwing())) {
            windows(harness);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(harness::start)
                    .withMessageContaining("cannot read again");
        }
    }

    private CollectingSink<String> windows(StreamHarness harness) {
        return harness.collect(
                harness.context().stream(source().deleteFiles().build()).window(Durations.seconds(WINDOW)));
    }

    private void crashInABatchWithRecords() throws Exception {
        CrashInjector crash = CrashInjector.throwing();
        try (StreamHarness harness = harness(crash)) {
            harness.collect(harness.context().stream(source().build()).filter(line -> {
                crash.at(BatchStep.PREPARED, 1);
                return true;
            }));
            runUntil(harness, () -> false);
        } catch (Exception e) {
            if (!crash.crashed()) {
                throw e;
            }
        }
        assertThat(crash.crashed()).isTrue();
    }

    /** The directory is listed by a thread of its own, in real time. */
    private static void runUntil(StreamHarness harness, BooleanSupplier done) throws Exception {
        for (int i = 0; i < 1_000 && !done.getAsBoolean(); i++) {
            harness.runBatches(1);
            Thread.sleep(2);
        }
    }

    private static boolean has(CollectingSink<String> sink, String record) {
        return sink.batches().stream().anyMatch(batch -> batch.contains(record));
    }

    private FileSourceBuilder<String> source() {
        return FileSource.text(in.toString())
                .listInterval(Durations.milliseconds(5))
                .settle(Durations.milliseconds(0));
    }

    private StreamHarness harness(CrashInjector crash) {
        return StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", temp.resolve("checkpoint").toString())
                .probe(crash)
                .build();
    }
}
