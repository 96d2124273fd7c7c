// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.FencedException;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.FaultyCheckpointStore;
import dev.shaduf.testkit.MemoryCheckpoint;
import dev.shaduf.testkit.StorageFaults;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoint directories that are full, broken, damaged, in use, or taken away. */
class StoreFaultsTest {
    @TempDir
    Path temp;

    private final StorageFaults faults = new StorageFaults();
    private final MemoryCheckpoint memory = new MemoryCheckpoint();
    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(temp).on(TestStores.register(() -> new FaultyCheckpointStore(memory.open(), faults)));
    }

    @Test
    void shouldWaitForSpaceWhenTheDiskIsFullAndGoOn() throws Exception {
        story.feed(4);
        try (StreamHarness harness = story.harness(totals(), CrashInjector.throwing())) {
            harness.runBatches(2);
            faults.capacity(0);
            Thread room = new Thread(() -> {
                while (faults.injected() < 3) {
                    Thread.onSpinWait();
                }
                faults.capacity(Long.MAX_VALUE);
            });
            room.start();
            harness.runBatches(2);
            room.join();
        }
        story.run(totals(), 1);

        assertThat(Story.said(story.totals))
                .containsEntry(4L, "(A,3) (B,4) (C,3)")
                .containsEntry(5L, "(A,5) (B,5) (C,5)");
    }

    @Test
    void shouldFailWhenTheDiskStaysFullForLongerThanPatienceLasts() throws Exception {
        story.feed(2);
        try (StreamHarness harness =
                story.harness(totals().with(Map.of("shaduf.checkpoint.patience", "100ms")), CrashInjector.throwing())) {
            harness.runBatches(1);
            faults.capacity(0);
            assertThatThrownBy(() -> harness.runBatches(1))
                    .hasMessageContaining("the journal could not be written for 100 ms (shaduf.checkpoint.patience)")
                    .hasMessageContaining("No space left on device");
        }
    }

    @RepeatedTest(5)
    void shouldNeitherLoseNorRepeatWhenWritesAndSyncsFailAtRandom() throws Exception {
        long seed = System.nanoTime();
        StorageFaults random = new StorageFaults(seed, 0.05);
        story.on(TestStores.register(() -> new FaultyCheckpointStore(memory.open(), random)));
        story.run(Story.Run.usual(), 6);
        story.run(Story.Run.usual(), 6);

        assertThat(story.said()).as("seed %s", seed).isEqualTo(uninterrupted(12));
    }

    @RepeatedTest(5)
    void shouldNeitherLoseNorRepeatWhenThePowerFails() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BatchStep[] steps = BatchStep.values();
        int passed = 0;
        while (passed < 8) {
            BatchStep step = steps[random.nextInt(BatchStep.SNAPSHOT_BEGUN.ordinal())];
            passed += story.runUntil(
                    Story.Run.usual(),
                    CrashInjector.throwing().at(step, 1 + random.nextInt(3)).onCrash(() -> memory.crash(random)),
                    20);
        }
        story.run(Story.Run.usual(), 1);

        assertThat(story.said()).as("seed %s", seed).isEqualTo(uninterrupted(passed + 1));
    }

    @Test
    void shouldStopAtOnceWhenAnotherProcessHasTakenTheDirectoryOver() throws Exception {
        story.feed(2);
        try (StreamHarness harness = story.harness(totals(), CrashInjector.throwing())) {
            harness.runBatches(1);
            memory.abandon();
            try (CheckpointStore other = memory.open()) {
                other.acquire("another process");
                assertThatThrownBy(() -> harness.runBatches(1)).isInstanceOf(FencedException.class);
            }
        }
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() throws Exception {
        Story onDisk = new Story(temp).feed(1);
        try (StreamHarness harness = onDisk.harness(totals(), CrashInjector.throwing())) {
            harness.runBatches(1);

            assertThat(onDisk.refusal(totals())).isInstanceOf(IOException.class).hasMessageContaining("'test-");
        }
    }

    @Test
    void shouldUseTheOlderSnapshotWhenTheNewestIsDamaged() throws Exception {
        story.run(totals(), 12);
        try (CheckpointStore store = memory.open()) {
            String newest = store.list("state/").stream()
                    .map(CheckpointStore.SegmentInfo::name)
                    .max(Comparator.comparingLong(StoreFaultsTest::batch))
                    .orElseThrow();
            memory.flip(newest, 40, 0xFF);
        }
        story.run(totals(), 1);

        Story whole = new Story(temp);
        whole.run(totals(), 13);
        assertThat(Story.said(story.totals)).isEqualTo(Story.said(whole.totals));
    }

    private static long batch(String segment) {
        String file = segment.substring(segment.lastIndexOf('/') + 1);
        return Long.parseLong(file.substring(0, file.indexOf('-')));
    }

    @Test
    void shouldTellOfTimeThatPassedWhileTheProgramWasDown() throws Exception {
        story.run(Story.Run.usual(), 3);
        story.clock.advance(Durations.seconds(10));
        story.run(Story.Run.usual(), 1);

        assertThat(Story.said(story.window)).containsEntry(3L, "6").containsEntry(13L, "4");
        assertThat(Story.said(story.totals)).containsEntry(13L, "(A,3) (B,4) (C,3)");
    }

    @Test
    void shouldRunNothingAgainAfterAGracefulStop() throws Exception {
        story.feed(3);
        try (StreamHarness harness = story.harness(totals(), CrashInjector.throwing())) {
            harness.runBatches(3);
            harness.context().stop(true, true);
            assertThat(harness.status().stopReport())
                    .hasValueSatisfying(
                            report -> assertThat(report.unfinished()).isEmpty());
        }
        assertThat(story.source.committed()).hasSize(3);
    }

    private Map<String, Map<Long, String>> uninterrupted(int batches) throws Exception {
        Story whole = new Story(temp);
        whole.run(Story.Run.usual(), batches);
        return whole.said();
    }

    private static Story.Run totals() {
        return Story.Run.usual().describedBy(Story.Program::totals);
    }
}
