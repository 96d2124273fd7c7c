// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.Collected;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept of what a receiver stored, and what comes again, over restarts. */
class ReceiverLogTest extends RestartedReceiver {
    @Test
    void shouldOfferWhatNoPlanHasToTheFirstBatch() throws Exception {
        receiver.store("single");
        receiver.store(List.of("a", "b"));
        receiver.store(bytes("c\nd"), 2);
        receiver.store(bytes("e\nf"));
        run().takeBlocks();

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("single", "a", "b", "c", "d", "e", "f");
    }

    @Test
    void shouldKeepWhatStoreReturnedForThoughNoBlockWasCut() throws Exception {
        receiver.store(bytes("a\nb"), 2);
        receiver.store(bytes("c"), 1);

        restart();
        run().restore(-1, number -> false);
        List<BlockInfo> blocks = run().takeBlocks();

        assertThat(blocks).singleElement().extracting(BlockInfo::records).isEqualTo(3L);
        assertThat(records(blocks)).containsExactly("a", "b", "c");
    }

    @Test
    void shouldKeepASingleRecordOnceItsBlockIsCutAndNothingOfItBefore() throws Exception {
        receiver.store("cut");
        run().takeBlocks();
        receiver.store("not cut");

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("cut");
    }

    @Test
    void shouldKeepListsWhoseStoreReturned() throws Exception {
        receiver.store(List.of("a", "b"));
        receiver.store(List.of("c").iterator());
        receiver.store(bytes("d"));

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldNotOfferAgainWhatAPlanHas() throws Exception {
        receiver.store(List.of("completed"));
        receiver.store(List.of("in flight"));
        receiver.store(List.of("unplanned"));
        List<BlockInfo> blocks = run().takeBlocks();
        long completed = blocks.get(0).id().number();
        long inFlight = blocks.get(1).id().number();

        restart();
        run().restore(inFlight, number -> number == inFlight);

        assertThat(Collected.of(run().blocks(), new BlockId(5, inFlight))).containsExactly("in flight");
        assertThatThrownBy(() -> run().blocks().open(new BlockId(5, completed))).hasMessageContaining("is gone");
        assertThat(taken()).containsExactly("unplanned");
    }

    @Test
    void shouldNumberOnAfterARestart() throws Exception {
        receiver.store(List.of("a"));
        long before = run().takeBlocks().get(0).id().number();

        restart();
        run().restore(before, number -> false);
        run().start();
        await().until(receiver::isStarted);
        receiver.store(List.of("b"));

        assertThat(run().takeBlocks())
                .singleElement()
                .satisfies(block -> assertThat(block.id().number()).isGreaterThan(before));
    }

    @Test
    void shouldDropWhatAPeerSendsAgain() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        receiver.store("b", Position.of("lane", 2));
        run().takeBlocks();
        receiver.store("lost with the process", Position.of("lane", 3));

        restart();
        run().restore(-1, number -> false);
        run().start();
        await().until(receiver::isStarted);
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 2));
        receiver.store("b", Position.of("lane", 2));
        receiver.store("c", Position.of("lane", 3));

        assertThat(taken()).containsExactly("a", "b", "c");
        assertThat(run().counters()).containsEntry("duplicates-dropped", 1L);
    }

    @Test
    void shouldLeaveAllOrNothingOfACutWhereverACrashEndsTheLog() throws Exception {
        receiver.store("cut before", Position.of("lane", 1));
        run().takeBlocks();
        receiver.store("a", Position.of("lane", 2));
        receiver.store(bytes("b"), 1);
        receiver.store("c", Position.of("lane", 3));
        int before = log().length;
        run().takeBlocks();
        byte[] after = log();

        for (int length = before; length <= after.length; length++) {
            crash(Arrays.copyOf(after, length));
            List<String> sentAgain = new ArrayList<>();
            long last = run().lastPosition("lane").orElseThrow().value().longValue();
            if (last < 2) {
                sentAgain.add("a");
            }
            if (last < 3) {
                sentAgain.add("c");
            }
            List<Object> all = taken();
            all.addAll(sentAgain);
            assertThat(all).as("of %d bytes", length).containsExactlyInAnyOrder("cut before", "a", "b", "c");
        }
    }

    @Test
    void shouldReadPartsOfAllFormsFromTheirBlock() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        receiver.store(bytes("b\nc"), 2);
        receiver.store("d", Position.of("lane", 2));
        List<BlockInfo> blocks = run().takeBlocks();
        assertThat(blocks).singleElement().extracting(BlockInfo::records).isEqualTo(4L);
        assertThat(records(blocks)).containsExactly("a", "b", "c", "d");

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("a", "b", "c", "d");
    }

    /** A list that is durable must not say that records before it are which the disk has refused. */
    @Test
    void shouldSayNoPositionOfWhatTheDiskHasRefused() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        store().full = true;
        assertThat(run().takeBlocks()).isEmpty();
        assertThatThrownBy(() -> receiver.store(bytes("refused"), 1)).hasMessageContaining("No space left");
        store().full = false;
        receiver.store(List.of("list"));

        restart();
        run().restore(-1, number -> false);

        boolean sentAgain = run().lastPosition("lane").isEmpty();
        List<Object> all = taken();
        if (sentAgain) {
            all.add("a");
        }
        assertThat(all).containsExactlyInAnyOrder("a", "list");
    }

    @Test
    void shouldHaveStoredWhatIsInTheLogThoughTheReceiverStopsMeanwhile() throws Exception {
        store().afterSync = () -> run().drain();

        receiver.store(bytes("a"), 1);

        assertThat(run().backlog().records()).isEqualTo(1);
        assertThat(taken()).containsExactly("a");
    }

    @Test
    void shouldKeepPositionsThoughTheBlockAfterThemWasRefused() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        run().takeBlocks();
        store().full = true;
        assertThatThrownBy(() -> receiver.store(List.of("refused"))).hasMessageContaining("was not stored");
        store().full = false;
        receiver.store(bytes("b"), 1);

        run().forgetBefore(1);
        restart();

        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 1));
    }

    @Test
    void shouldGiveNoNumberThatAPlanHasThoughTheLogHasLostItsBlock() throws Exception {
        restart();
        run().restore(9, number -> false);
        run().start();
        await().until(receiver::isStarted);

        receiver.store(List.of("a"));

        assertThat(run().takeBlocks())
                .singleElement()
                .satisfies(block -> assertThat(block.id().number()).isEqualTo(10));
    }

    private byte[] log() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("received/lines"))) {
            return Files.readAllBytes(files.findFirst().orElseThrow());
        }
    }

    /** Ends the process, with a log of one segment, and begins the next. */
    private void crash(byte[] log) throws IOException {
        store().close();
        Path segments = directory.resolve("received/lines");
        Path first;
        try (Stream<Path> files = Files.list(segments)) {
            List<Path> all = files.sorted().toList();
            first = all.get(0);
            for (Path other : all.subList(1, all.size())) {
                Files.delete(other);
            }
        }
        Files.write(first, log);
        restart();
        run().restore(-1, number -> false);
    }

    @Test
    void shouldTellOnlyOfPositionsThatAreDurable() throws Exception {
        receiver.store("a", Position.of("lane", 1));
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 1));
        store().full = true;
        receiver.store("b", Position.of("lane", 2));
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 1));
        store().full = false;

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("a");
    }

    @Test
    void shouldNeitherLoseNorRepeatPositionsOfManyThreads() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            String lane = "lane-" + t;
            Thread thread = new Thread(() -> {
                for (int i = 1; !over.get() && i < 3_000; i++) {
                    receiver.store(lane + "=" + i, Position.of(lane, i));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; i < 20; i++) {
            run().takeBlocks();
        }
        Receiver<String> before = receiver;
        restart();
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        run().restore(-1, number -> false);

        List<Object> records = taken();

        for (int t = 0; t < 3; t++) {
            String lane = "lane-" + t;
            long last = run().lastPosition(lane).map(p -> p.value().longValue()).orElse(0L);
            assertThat(records.stream().filter(r -> r.toString().startsWith(lane + "=")))
                    .hasSize((int) last);
        }
        assertThat(before).isNotSameAs(receiver);
    }

    @Test
    void shouldAcknowledgeBeforeTheBatchIsComplete() {
        receiver.store(List.of("a"), "token");

        await().untilAsserted(() -> assertThat(receiver.acknowledged).containsExactly("token"));
    }

    @Test
    void shouldReportAnErrorOfAcknowledgeAndNotEndItsThread() {
        receiver.failure = new NoClassDefFoundError("peer/Client");
        receiver.store(List.of("a"), "token");

        await().untilAsserted(() -> assertThat(recording.events.toString())
                .contains("acknowledge failed")
                .contains("peer/Client"));
    }

    @Test
    void shouldThrowWhereTheLogCannotBeWrittenAndGoOnLater() throws Exception {
        store().full = true;
        assertThatThrownBy(() -> receiver.store(List.of("a"), "token")).hasMessageContaining("was not stored");
        assertThatThrownBy(() -> receiver.store(bytes("b"), 1)).hasMessageContaining("No space left");
        store().full = false;
        receiver.store(List.of("c"));

        restart();
        run().restore(-1, number -> false);
        assertThat(taken()).containsExactly("c");
    }

    @Test
    void shouldKeepBlocksWaitingUntilTheyAreDurable() throws Exception {
        receiver.store("a");
        store().full = true;
        assertThat(run().takeBlocks()).isEmpty();
        assertThat(recording.events.toString()).contains("cannot be written to the receiver's log");
        store().full = false;

        assertThat(records(run().takeBlocks())).containsExactly("a");
        restart();
        run().restore(-1, number -> false);
        assertThat(taken()).containsExactly("a");
    }

    @Test
    void shouldTakeNoBlockBeforeThoseWithLowerNumbers() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 30; i++) {
                    receiver.store(List.of("a"));
                }
            });
            thread.start();
            threads.add(thread);
        }
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            receiver.store("single");
            run().takeBlocks().forEach(block -> numbers.add(block.id().number()));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        run().takeBlocks().forEach(block -> numbers.add(block.id().number()));

        assertThat(numbers).hasSizeGreaterThan(100).isSorted();
    }

    @Test
    void shouldFreeTheSpaceOfWhatIsNotNeeded() throws Exception {
        for (int i = 0; i < 100; i++) {
            receiver.store(bytes("x".repeat(200)), 1);
            if (i % 5 == 4) {
                run().takeBlocks();
            }
        }
        int segments = store().list("received/").size();

        run().forgetBefore(15);

        assertThat(store().list("received/")).hasSizeLessThan(segments / 2);
        restart();
        run().restore(14, number -> false);
        assertThat(taken()).hasSize(25);
    }

    @Test
    void shouldNameWhatOfTheLogCannotBeReadAndOfferTheRest() throws Exception {
        receiver.store(List.of("a"));
        receiver.store(List.of("damaged"));
        receiver.store(List.of("c"));
        flip("damaged");

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("a", "c");
        assertThat(recording.lastError())
                .contains("received records are lost: received/lines/")
                .contains("the checksum of a record does not fit");
    }

    @Test
    void shouldNotOfferWhatAPlanHasThoughItsBlockIsLost() throws Exception {
        receiver.store(bytes("planned"), 1);
        long part = Files.size(logFile());
        long planned = run().takeBlocks().get(0).id().number();
        receiver.store(bytes("unplanned"), 1);
        flip((int) part + 40);

        restart();
        run().restore(planned, number -> false);

        assertThat(taken()).containsExactly("unplanned");
        assertThat(recording.lastError()).contains("received records are lost");
    }

    @Test
    void shouldOfferTheRestOfABlockOfWhichAPartIsLost() throws Exception {
        receiver.store(bytes("a"), 1);
        receiver.store(bytes("damaged"), 1);
        receiver.store(bytes("c"), 1);
        run().takeBlocks();
        flip("damaged");

        restart();
        run().restore(-1, number -> false);

        assertThat(taken()).containsExactly("a", "c");
    }

    private Path logFile() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("received/lines"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private void flip(int offset) throws IOException {
        Path file = logFile();
        byte[] content = Files.readAllBytes(file);
        content[offset] ^= 1;
        Files.write(file, content);
    }

    private void flip(String text) throws IOException {
        flip(Files.readString(logFile(), ISO_8859_1).indexOf(text));
    }

    @Test
    void shouldNotOverwriteNumbersThoughAllSpaceWasFreed() throws Exception {
        for (int i = 0; i < 30; i++) {
            receiver.store(List.of("x".repeat(200)));
        }
        long last = run().takeBlocks().get(29).id().number();
        run().forgetBefore(last + 1);

        restart();
        run().restore(last, number -> false);
        run().start();
        await().until(receiver::isStarted);
        receiver.store(List.of("b"));

        assertThat(run().takeBlocks().get(0).id().number()).isGreaterThan(last);
    }

    private List<Object> taken() throws Exception {
        return records(run().takeBlocks());
    }

    private List<Object> records(List<BlockInfo> blocks) throws Exception {
        List<Object> records = new ArrayList<>();
        for (BlockInfo block : blocks) {
            records.addAll(Collected.of(run().blocks(), block.id()));
        }
        return records;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
