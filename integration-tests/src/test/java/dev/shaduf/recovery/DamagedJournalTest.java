// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.MemoryCheckpoint;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits that flip anywhere in a journal: the program goes on as if nothing had happened, or says what is lost and goes on without
 * it when told to, or says that nothing is left. It never says anything else, and never takes a flip for the end that a crash tore.
 */
class DamagedJournalTest {
    private static final Pattern LOST = Pattern.compile("as of batch (\\d+)(?:, what batches \\d+ to (\\d+))?");
    private static final Pattern AGAIN = Pattern.compile(
            "what batches (\\d+) to (\\d+) had read is read again, and their outputs are written twice");
    /** Where the record of the program is gone, there is nothing to go on with. */
    private static final String NOTHING_KNOWN = "put the directory back from a copy, or begin with an empty one";

    private static final int BATCHES = 10;
    /** The bytes at the beginning of a segment that say whose it is. */
    private static final int HEADER = 80;

    @TempDir
    Path temp;

    private final long seed = Long.getLong("test.journal.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MemoryCheckpoint memory = new MemoryCheckpoint();

    @RepeatedTest(12)
    void shouldLoseNothingOrSayWhatAndGoOnWithoutIt() throws Exception {
        System.out.println("DamagedJournalTest: seed " + seed);
        Story.Run run = totals(Map.of("shaduf.checkpoint.snapshot.bytes", random.nextBoolean() ? "1" : "1g"));
        Story story = new Story(temp).on(TestStores.register(memory::open));
        story.run(run, BATCHES);
        flip();

        String refusal = start(story.feed(1), run);
        LongPredicate counted = batch -> true;
        LongPredicate again = batch -> false;
        if (refusal != null) {
            String accepted = start(story, run.with(Map.of("shaduf.recovery.damaged", "accept")));
            if (refusal.contains(NOTHING_KNOWN)) {
                assertThat(accepted).as("seed " + seed).contains(NOTHING_KNOWN);
                return;
            }
            assertThat(accepted).as("seed " + seed).isNull();
            counted = kept(refusal);
            again = again(refusal);
        }
        // What was accepted is accepted for good, and what is written after it stays.
        assertThat(start(story.feed(1), run)).isNull();

        TreeMap<Long, String> said = new TreeMap<>(Story.said(story.totals));
        assertThat(said.values().stream().filter(text -> text.contains("TWICE")))
                .as("seed " + seed)
                .hasSize((int) LongStream.rangeClosed(1, BATCHES).filter(again).count());
        assertThat(said.lastEntry().getValue())
                .as("seed " + seed + ", refused with " + refusal)
                .isEqualTo(total(BATCHES + 2, counted.or(again)));
    }

    @Test
    void shouldSayWhatWouldBeLost() throws Exception {
        Story story = new Story(temp).on(TestStores.register(memory::open));
        story.run(totals(Map.of("shaduf.checkpoint.snapshot.bytes", "1g")), 3);
        try (CheckpointStore store = memory.open()) {
            memory.flip(store.list("journal/").get(0).name(), 500, 0xFF);
        }

        assertThat(story.refusal(totals(Map.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the journal is damaged")
                .hasMessageContaining("journal/")
                .hasMessageContaining("go on with shaduf.recovery.damaged=accept: then the states are as of batch")
                .hasMessageContaining("changed in them is lost");
    }

    @Test
    void shouldTakeForDamageAFlipInTheLastGroupThatACrashLeft() throws Exception {
        Story story = new Story(temp);
        story.runUntil(totals(Map.of()), BatchStep.PLANNED, 4, 10);
        byte[] bytes = Files.readAllBytes(newest(story));
        bytes[bytes.length - 1] ^= 1;
        Files.write(newest(story), bytes);

        assertThat(story.refusal(totals(Map.of())))
                .hasMessageContaining("the journal is damaged")
                .hasMessageContaining("the checksum of a record does not fit");
    }

    @Test
    void shouldGoOnWithoutALastGroupThatACrashTore() throws Exception {
        Story story = new Story(temp);
        story.runUntil(totals(Map.of()), BatchStep.PLANNED, 4, 10);
        byte[] bytes = Files.readAllBytes(newest(story));
        Files.write(newest(story), Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(start(story.feed(1), totals(Map.of()))).isNull();

        assertThat(Story.said(story.totals).values()).noneMatch(text -> text.contains("TWICE"));
    }

    private static Path newest(Story story) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(story.directory()).resolve("journal"))) {
            return files.max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    @Test
    void shouldNotTakeAJournalForThatOfAnotherStream() throws Exception {
        Story story = new Story(temp).on(TestStores.register(memory::open));
        story.run(totals(Map.of("shaduf.checkpoint.snapshot.bytes", "1g")), 3);
        try (CheckpointStore store = memory.open()) {
            memory.flip(store.list("journal/").get(0).name(), HEADER / 2, 1);
        }

        assertThat(story.refusal(totals(Map.of("shaduf.recovery.damaged", "accept"))))
                .hasStackTraceContaining("the journal is damaged");
    }

    /** Runs one batch; returns why it could not, if it was refused. */
    private static String start(Story story, Story.Run run) throws Exception {
        try (StreamHarness harness = story.harness(run, CrashInjector.throwing())) {
            harness.runBatches(1);
            return null;
        } catch (ConfigurationException e) {
            return e.getMessage();
        }
    }

    private static LongPredicate kept(String refusal) {
        assertThat(refusal).contains("the journal is damaged");
        Matcher lost = LOST.matcher(refusal);
        assertThat(lost.find()).as(refusal).isTrue();
        long whole = Long.parseLong(lost.group(1));
        long completed = lost.group(2) == null ? whole : Long.parseLong(lost.group(2));
        return batch -> batch <= whole || batch > completed;
    }

    /** Which batches it says are read again; what it does not say does not happen. */
    private static LongPredicate again(String refusal) {
        Matcher again = AGAIN.matcher(refusal);
        if (!again.find()) {
            return batch -> false;
        }
        long first = Long.parseLong(again.group(1));
        long last = Long.parseLong(again.group(2));
        return batch -> batch >= first && batch <= last;
    }

    private void flip() throws Exception {
        try (CheckpointStore store = memory.open()) {
            List<SegmentInfo> segments = store.list("journal/");
            SegmentInfo segment = segments.get(random.nextInt(segments.size()));
            int offset = HEADER + random.nextInt((int) segment.length() - HEADER);
            memory.flip(segment.name(), offset, 1 << random.nextInt(8));
        }
    }

    private static String total(int batches, LongPredicate counted) {
        Map<Story.Key, Long> totals = new TreeMap<>();
        for (int batch = 1; batch <= batches; batch++) {
            for (int n = 0; n < batch && counted.test(batch); n++) {
                totals.merge(Story.Key.values()[(batch * 1_000 + n) % Story.Key.values().length], 1L, Long::sum);
            }
        }
        return Arrays.stream(Story.Key.values())
                .filter(totals::containsKey)
                .map(key -> "(" + key + "," + totals.get(key) + ")")
                .collect(Collectors.joining(" "));
    }

    private static Story.Run totals(Map<String, String> conf) {
        return Story.Run.usual().with(conf).describedBy(Story.Program::totals);
    }
}
