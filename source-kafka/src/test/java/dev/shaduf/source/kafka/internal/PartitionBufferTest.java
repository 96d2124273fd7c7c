// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionBufferTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** What each record takes in memory; five fill the buffer. */
    private static final int RECORD = 200;

    private final AtomicInteger rooms = new AtomicInteger();
    private final PartitionBuffer buffer =
            new PartitionBuffer(new TopicPartition("t", 0), 0, 1_000, rooms::incrementAndGet);

    @Test
    void shouldPlanWhatHasArrivedUpToTheLimit() {
        buffer.append(block(10, 0, 1, 2, 3));

        assertThat(planned(3)).isEqualTo(range(0, 3, 3));
        assertThat(planned(3)).isEqualTo(range(3, 10, 1));
    }

    @Test
    void shouldPlanBeyondWhatHasArrivedUpToTheEnd() {
        buffer.append(block(4, 0, 1, 2, 3));
        buffer.advanced(4, 100);

        assertThat(planned(40)).isEqualTo(range(0, 40, 40));
        assertThat(planned(10)).isEqualTo(range(40, 50, 10));
        assertThat(planned(1_000)).isEqualTo(range(50, 100, 50));
    }

    @Test
    void shouldEstimateWhatHasNotArrivedByTheGapsSeen() {
        buffer.append(block(10, 0, 5));
        buffer.advanced(10, 110);

        assertThat(planned(12)).isEqualTo(range(0, 60, 12));
    }

    @Test
    void shouldPlanPastMarkersBehindTheLastRecord() {
        buffer.append(block(2, 0, 1));
        buffer.advanced(3, 3);

        assertThat(planned(10)).isEqualTo(range(0, 3, 2));
    }

    @Test
    void shouldGiveACutWhatArrivesLater() throws Exception {
        buffer.advanced(0, 4);
        planned(10);
        CompletableFuture<List<Long>> read = CompletableFuture.supplyAsync(() -> read(0, 4));

        buffer.append(block(2, 0, 1));
        buffer.append(block(7, 2, 3, 5));

        assertThat(read.get(60, TimeUnit.SECONDS)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(planned(10)).isEqualTo(range(4, 7, 1));
    }

    @Test
    void shouldGiveACompleteCutToSeveralReaders() {
        buffer.append(block(4, 0, 1, 2, 3));
        planned(10);

        assertThat(read(0, 4)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read(0, 4)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldDropWhatWasReadWhenTheRoomIsNeeded() {
        buffer.append(block(4, 0, 1, 2, 3));
        planned(10);
        buffer.append(block(8, 4, 5, 6, 7));
        assertThat(buffer.hasRoom()).isFalse();

        read(0, 4);

        assertThat(buffer.hasRoom()).isTrue();
        assertThat(buffer.claim(0, 4)).isNull();
    }

    @Test
    void shouldNotStarveACutBehindOneThatNobodyReads() throws Exception {
        buffer.append(block(6, 0, 1, 2, 3, 4, 5));
        buffer.advanced(6, 8);
        planned(6);
        planned(10);
        assertThat(buffer.hasRoom()).isFalse();

        CompletableFuture<List<Long>> read = CompletableFuture.supplyAsync(() -> read(6, 8));
        while (rooms.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(buffer.hasRoom()).isTrue();
        buffer.append(block(8, 6, 7));

        assertThat(read.get(60, TimeUnit.SECONDS)).containsExactly(6L, 7L);
    }

    @Test
    void shouldMakeRoomForACutThatWaitedBeforeTheBufferWasFull() throws Exception {
        buffer.advanced(0, 8);
        planned(6);
        planned(10);
        CompletableFuture<List<Long>> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> read.complete(read(6, 8)));
        reader.start();
        awaitWaiting(reader);

        buffer.append(block(6, 0, 1, 2, 3, 4, 5));
        awaitWaiting(reader);
        assertThat(buffer.hasRoom()).isFalse();
        while (rooms.get() == 0) {
            Thread.onSpinWait();
        }
        buffer.append(block(8, 6, 7));

        assertThat(read.get(20, TimeUnit.SECONDS)).containsExactly(6L, 7L);
    }

    @Test
    void shouldSendReadersAwayWhenItGivesUp() throws Exception {
        buffer.advanced(0, 4);
        planned(10);
        Cut cut = buffer.claim(0, 4);

        buffer.giveUp();

        assertThat(buffer.next(cut, 0, PATIENCE)).isNull();
        assertThat(buffer.ended(cut)).isFalse();
    }

    @Test
    void shouldGoOnBehindWhatWasPlannedWhenLessThanThatIsLost() {
        buffer.advanced(0, 100);
        planned(40);

        assertThat(buffer.skipTo(30)).isEqualTo(40);
        assertThat(buffer.skipTo(70)).isEqualTo(70);
        assertThat(buffer.position()).isEqualTo(70);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private List<Long> read(long from, long until) {
        List<Long> offsets = new ArrayList<>();
        Cut cut = buffer.claim(from, until);
        try {
            int number = 0;
            for (Block block = buffer.next(cut, number++, PATIENCE);
                    block != null;
                    block = buffer.next(cut, number++, PATIENCE)) {
                for (int i = block.from(); i < block.until(); i++) {
                    offsets.add(block.page().offset(i));
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        buffer.release(cut);
        return offsets;
    }

    /** Plans as the planner does: what was planned is cut at once. */
    private PartitionRange planned(long most) {
        PartitionRange range = buffer.plan(most, "id", "t");
        buffer.cut(range.from(), range.until());
        return range;
    }

    private static PartitionRange range(long from, long until, long records) {
        return new PartitionRange("t", "id", 0, from, until, -1, records);
    }

    private static Block block(long next, long... offsets) {
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = LongStream.of(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(
                        "t", 0, offset, ByteBuffer.wrap(new byte[0]), ByteBuffer.wrap(new byte[RECORD - 24])))
                .toList();
        Page page = Page.of(new TopicPartition("t", 0), records).get(0);
        return new Block(page, 0, page.size(), next);
    }
}
