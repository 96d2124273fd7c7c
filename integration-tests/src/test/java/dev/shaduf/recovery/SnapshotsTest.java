// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.CheckpointTool;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.testkit.MemoryCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When states are written whole, what is left of a try that fails, and how they are read. */
class SnapshotsTest {
    private static final String STATES = "state/";

    @TempDir
    Path temp;

    private final MemoryCheckpoint memory = new MemoryCheckpoint();
    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(temp).on(TestStores.register(memory::open));
    }

    @Test
    void shouldLeaveNothingOfASnapshotThatTheDiskHasNoSpaceFor() throws Exception {
        AtomicInteger created = new AtomicInteger();
        story.on(TestStores.register(() -> new ForwardingStore(memory.open()) {
            @Override
            public Segment create(String name) throws IOException {
                if (name.startsWith(STATES) && created.incrementAndGet() > 1) {
                    throw new IOException("No space left on device");
                }
                return super.create(name);
            }
        }));

        story.run(totals(), 6);

        assertThat(created).hasValueGreaterThan(1);
        assertThat(states()).isEmpty();
    }

    @Test
    void shouldWriteASnapshotWhenTheJournalHasGrownOverManyShortRuns() throws Exception {
        Story.Run run = totals().with(Map.of("shaduf.checkpoint.snapshot.bytes", "16k"));
        for (int i = 0; i < 3; i++) {
            story.run(run, 4);
        }
        assertThat(states()).isEmpty();

        for (int i = 0; i < 9; i++) {
            story.run(run, 4);
        }

        assertThat(states()).isNotEmpty();
    }

    /** Each of two partitions waits until the other is read as well: whoever reads one after the other does not get far. */
    @Test
    void shouldReadPartitionsOfAStateBesideEachOther() throws Exception {
        story.run(totals(), 12);
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger reads = new AtomicInteger();
        story.on(TestStores.register(() -> new ForwardingStore(memory.open()) {
            @Override
            public InputStream read(String name, long offset) throws IOException {
                if (name.startsWith(STATES)) {
                    reads.incrementAndGet();
                    meet(both);
                }
                return super.read(name, offset);
            }
        }));

        story.run(totals(), 1);

        assertThat(reads).hasValue(2);
        assertThat(Story.said(story.totals)).containsEntry(13L, "(A,30) (B,31) (C,30)");
    }

    @Test
    void shouldNotMissASnapshotThatWasDeletedBecauseThereAreTwoNewerOnes() throws Exception {
        story.run(totals(), 12);

        look(TestStores.register(memory::open));

        assertThat(states().stream().map(name -> name.split("[/-]")[3]).distinct())
                .hasSize(2);
    }

    @Test
    void shouldNotTakeForDamageWhatIsReplacedWhileTheDirectoryIsLookedAt() throws Exception {
        story.run(totals(), 12);
        AtomicInteger lists = new AtomicInteger();
        String running = TestStores.register(() -> new ForwardingStore(memory.open()) {
            @Override
            public List<SegmentInfo> list(String prefix) throws IOException {
                List<SegmentInfo> segments = new ArrayList<>(super.list(prefix));
                if (prefix.equals("journal/") && lists.incrementAndGet() <= 2) {
                    segments.add(0, new SegmentInfo("journal/00000000-0000000000000000000.log", 100));
                }
                return segments;
            }

            @Override
            public InputStream read(String name, long offset) throws IOException {
                if (name.startsWith(STATES)) {
                    memory.remove(name);
                }
                return super.read(name, offset);
            }
        });

        look(running);

        assertThat(states()).isEmpty();
    }

    private static void look(String directory) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        int status = CheckpointTool.run(new PrintStream(shown, true, StandardCharsets.UTF_8), directory);
        assertThat(status).as("%s", shown.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static void meet(CyclicBarrier both) throws IOException {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("one partition is read after the other", e);
        } catch (InterruptedException e) {
            throw new IOException("the reading was ended", e);
        }
    }

    private List<String> states() throws IOException {
        try (CheckpointStore store = memory.open()) {
            return store.list(STATES).stream()
                    .map(CheckpointStore.SegmentInfo::name)
                    .toList();
        }
    }

    private static Story.Run totals() {
        return Story.Run.usual().describedBy(Story.Program::totals);
    }
}
