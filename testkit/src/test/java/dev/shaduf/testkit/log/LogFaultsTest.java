// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.log.LogDamage;
import dev.shaduf.internal.log.LogIdentity;
import dev.shaduf.internal.log.LogReader;
import dev.shaduf.internal.log.LogSettings;
import dev.shaduf.internal.log.LogVisitor;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import dev.shaduf.spi.FencedException;
import dev.shaduf.testkit.FaultyCheckpointStore;
import dev.shaduf.testkit.MemoryCheckpoint;
import dev.shaduf.testkit.StorageFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LogFaultsTest {
    private static final boolean SOAK = Boolean.getBoolean("test.soak");

    private final MemoryCheckpoint directory = new MemoryCheckpoint();
    private final StorageFaults faults = new StorageFaults();
    private final CheckpointStore store = new FaultyCheckpointStore(directory.open(), faults);

    @Test
    @Timeout(600)
    void shouldKeepWhatItPromisedThroughCrashesAndFaults() throws IOException {
        for (long seed : seeds()) {
            try {
                LogModel model = new LogModel(new Random(seed));
                for (int i = 0; i < 400; i++) {
                    model.step();
                }
                model.crash();
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    @Timeout(600)
    void shouldNameWhateverAFlippedByteHasDestroyed() throws IOException {
        for (long seed : seeds()) {
            Random random = new Random(seed);
            LogModel model = filled(random);
            SegmentInfo segment = any(model, random);
            model.directory.flip(segment.name(), random.nextInt((int) segment.length()), 1 << random.nextInt(8));
            try {
                model.reopen();
                model.check();
                assertThat(model.damages).isNotEmpty();
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    @Timeout(600)
    void shouldNameWhateverIsMissing() throws IOException {
        for (long seed : seeds()) {
            Random random = new Random(seed);
            LogModel model = filled(random);
            List<SegmentInfo> segments = model.store().list("journal/");
            SegmentInfo segment = segments.get(1 + random.nextInt(segments.size() - 2));
            if (random.nextBoolean()) {
                model.directory.cut(segment.name(), random.nextInt((int) segment.length()));
            } else {
                model.directory.remove(segment.name());
            }
            try {
                model.reopen();
                model.check();
                assertThat(model.damages).isNotEmpty();
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void shouldTellEveryoneWhoWaitsForWhatIsLost() throws IOException {
        Log log = open("one");
        long first = log.append(bytes("a"));
        log.sync(first);
        faults.failNext(StorageFaults.Kind.SYNC, 1);
        long second = log.append(bytes("b"));
        long third = log.append(bytes("c"));

        assertThatThrownBy(() -> log.sync(third)).hasMessageContaining("injected fault");

        assertThatThrownBy(() -> log.sync(second)).hasMessageContaining("were not made durable");
        log.sync(first);
    }

    @Test
    void shouldGoOnInANewSegmentAfterAFailedSync() throws IOException {
        Log log = open("one");
        log.sync(log.append(bytes("a")));
        faults.failNext(StorageFaults.Kind.SYNC, 1);
        long lost = log.append(bytes("b"));
        assertThatThrownBy(() -> log.sync(lost)).isInstanceOf(IOException.class);
        log.sync(log.append(bytes("c")));

        assertThat(texts()).containsExactly("a", "c");
        assertThat(directory.open().list("journal/")).hasSize(2);
    }

    @Test
    void shouldRefuseARangeOfWhichOnlyTheBeginningIsLost() throws IOException {
        Log log = open("one");
        faults.failNext(StorageFaults.Kind.SHORT_WRITE, 1);
        long chunk = log.append(bytes("chunk"));
        assertThatThrownBy(() -> log.sync(chunk)).isInstanceOf(IOException.class);
        long completed = log.append(bytes("completed"));

        assertThatThrownBy(() -> log.sync(chunk, completed)).hasMessageContaining("were not made durable");
        log.sync(completed);
    }

    @Test
    void shouldGoOnWhenThereIsSpaceAgain() throws IOException {
        Log log = open("one");
        faults.capacity(200);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            if (i == 40) {
                faults.capacity(Long.MAX_VALUE);
            }
            String text = "record " + i;
            try {
                log.sync(log.append(bytes(text)));
                kept.add(text);
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }

        assertThat(kept).hasSizeBetween(11, 39);
        assertThat(texts()).isEqualTo(kept);
    }

    @Test
    void shouldNotBelieveWhatAReplacedProcessWroteTooLate() throws IOException {
        Log paused = open("one");
        paused.sync(paused.append(bytes("a")));
        directory.abandon();
        CheckpointStore other = directory.open();
        Log successor =
                Log.open(other, "journal", new LogIdentity(LogModel.STREAM, other.acquire("two")), LogSettings.DEFAULT);

        long late = paused.append(bytes("late"));
        assertThatThrownBy(() -> paused.sync(late)).isInstanceOf(FencedException.class);
        successor.sync(successor.append(bytes("b")));

        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void shouldEndWithALogThatTellsDamageFromATornTail() throws IOException {
        try (Log log = open("one")) {
            log.sync(log.append(bytes("the only record")));
        }
        directory.flip(directory.open().list("journal/").get(0).name(), 120, 1);

        List<LogDamage> damages = new ArrayList<>();
        LogReader.of(directory.open(), "journal").read(new LogVisitor() {
            @Override
            public void record(long address, ByteBuffer record) {}

            @Override
            public void damage(LogDamage damage) {
                damages.add(damage);
            }
        });
        assertThat(damages).singleElement().asString().contains("checksum", "journal/");
    }

    private static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < (SOAK ? 5_000 : 100); seed++) {
            seeds.add(SOAK ? seed * 7919 + System.nanoTime() : seed);
        }
        return seeds;
    }

    private static LogModel filled(Random random) throws IOException {
        LogModel model = new LogModel(random);
        for (int i = 0; i < 100; i++) {
            model.append();
            if (i % 3 == 0) {
                model.sync();
            }
        }
        model.close();
        return model;
    }

    private static SegmentInfo any(LogModel model, Random random) throws IOException {
        List<SegmentInfo> segments = model.store().list("journal/");
        return segments.get(random.nextInt(segments.size()));
    }

    private Log open(String owner) throws IOException {
        return Log.open(store, "journal", new LogIdentity(LogModel.STREAM, store.acquire(owner)), LogSettings.DEFAULT);
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        LogReader.of(directory.open(), "journal")
                .read((address, record) -> texts.add(UTF_8.decode(record).toString()));
        return texts;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
