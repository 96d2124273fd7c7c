// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockCutterTest {
    private static final int MOST = 200_000;
    private static final int CUTS = 300_000;
    private static final long BLOCK_BYTES = 1_000_000;

    private final BlockQueue queue = new BlockQueue(10_000_000, () -> {});
    private final LevelBlockStore store = new LevelBlockStore(
            StorageLevel.MEMORY_ONLY, bytes -> List.of(bytes.remaining()).iterator(), 0, null, (m, e) -> {}, id -> {});
    private final BlockCutter cutter = new BlockCutter(3, store, queue, new OpenGate(), BLOCK_BYTES);

    @Test
    void shouldMakeOneBlockOfWhatWasStoredSinceTheLastTake() throws Exception {
        cutter.open();
        cutter.append("a");
        cutter.append("b");
        List<BlockInfo> first = cutter.take();
        cutter.append("c");
        List<BlockInfo> second = cutter.take();

        assertThat(first).extracting(BlockInfo::id).containsExactly(new BlockId(3, 0));
        assertThat(first).extracting(BlockInfo::records).containsExactly(2L);
        assertThat(Collected.of(store, new BlockId(3, 0))).containsExactly("a", "b");
        assertThat(second).extracting(BlockInfo::id).containsExactly(new BlockId(3, 1));
        assertThat(Collected.of(store, new BlockId(3, 1))).containsExactly("c");
    }

    @Test
    void shouldNumberOnAfterBlocksOfAnEarlierRun() {
        cutter.restore(41, number -> false);
        cutter.open();
        cutter.append("a");

        assertThat(cutter.take()).extracting(BlockInfo::id).containsExactly(new BlockId(3, 42));
    }

    @Test
    void shouldPutWhatCouldNotBeKeptIntoTheNextBlock() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        LevelBlockStore full = new LevelBlockStore(
                StorageLevel.MEMORY_ONLY_SER,
                bytes -> List.of().iterator(),
                0,
                null,
                (fault, failure) -> {
                    if (failing.getAndSet(false)) {
                        throw new OutOfMemoryError("of the test");
                    }
                },
                id -> {});
        BlockCutter cutting = new BlockCutter(3, full, queue, new OpenGate(), BLOCK_BYTES);
        cutting.open();
        Object unserializable = new Object();
        cutting.append(unserializable);
        assertThatThrownBy(cutting::cut).hasMessage("of the test");
        assertThat(cutting.records()).isEqualTo(1);
        cutting.append("b");

        List<BlockInfo> taken = cutting.take();

        assertThat(taken).extracting(BlockInfo::records).containsExactly(2L);
        assertThat(Collected.of(full, taken.get(0).id())).containsExactly(unserializable, "b");
    }

    @Test
    void shouldMakeNoBlockOfNothing() {
        cutter.open();

        assertThat(cutter.take()).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldKeepTheOrderOfAThreadOverManyChunks() throws Exception {
        cutter.open();
        List<Object> stored = new ArrayList<>(IntStream.range(0, 5_000).boxed().toList());

        stored.forEach(cutter::append);

        assertThat(cutter.records()).isEqualTo(5_000);
        cutter.take();
        assertThat(Collected.of(store, new BlockId(3, 0))).isEqualTo(stored);
        try (var input = store.open(new BlockId(3, 0))) {
            assertThat(Collected.of(input, 7)).isEqualTo(stored);
        }
    }

    @Test
    void shouldNumberOwnBlocksInTheOrderOfStoring() throws Exception {
        cutter.open();
        cutter.append("before");
        Draft draft = cutter.draft();
        draft.add("x");
        draft.add("y");
        draft.store("token");
        cutter.append("after");
        cutter.appendBytes(ByteBuffer.wrap(new byte[5]));

        List<BlockInfo> taken = cutter.take();

        assertThat(taken).extracting(info -> info.id().number()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(taken).extracting(BlockInfo::records).containsExactly(1L, 2L, 1L, -1L);
        assertThat(Collected.of(store, taken.get(1).id())).containsExactly("x", "y");
        assertThat(Collected.of(store, taken.get(3).id())).containsExactly(5);
    }

    @Test
    void shouldUseAllThePermitsThatItWasGivenForSmallBlocks() {
        AtomicInteger given = new AtomicInteger();
        BlockCutter.Gate five = new BlockCutter.Gate() {
            @Override
            public int permits() {
                given.addAndGet(5);
                return 5;
            }

            @Override
            public void awaitSpace() {}

            @Override
            public RuntimeException refusal(String what) {
                return new IllegalStateException(what);
            }
        };
        BlockCutter limited = new BlockCutter(3, store, queue, five, BLOCK_BYTES);
        limited.open();

        for (int i = 0; i < 20; i++) {
            Draft draft = limited.draft();
            draft.add(i);
            draft.store(null);
        }

        assertThat(given).hasValue(20);
    }

    @Test
    void shouldPutEncodedRecordsIntoTheBlockThatIsBeingFilled() throws Exception {
        cutter.open();
        cutter.appendEncoded(ByteBuffer.wrap(new byte[5]), 2);
        cutter.appendEncoded(ByteBuffer.wrap(new byte[7]), 3);

        assertThat(cutter.records()).isEqualTo(5);
        List<BlockInfo> taken = cutter.take();

        assertThat(taken).extracting(BlockInfo::records).containsExactly(5L);
        assertThat(Collected.of(store, taken.get(0).id())).containsExactly(5, 7);
        assertThat(queue.bytes()).isEqualTo(taken.get(0).bytes());
    }

    @Test
    void shouldKeepTheOrderOfRecordsAndEncodedRecords() throws Exception {
        cutter.open();
        cutter.append("before");
        cutter.appendEncoded(ByteBuffer.wrap(new byte[5]), 1);
        cutter.append("after");

        List<BlockInfo> taken = cutter.take();

        assertThat(taken).extracting(BlockInfo::records).containsExactly(3L);
        assertThat(Collected.of(store, taken.get(0).id())).containsExactly("before", 5, "after");
        store.drop(taken.get(0).id());
        assertThat(store.memoryUsed()).isZero();
    }

    @Test
    void shouldCutABlockThatHasGrownLarge() {
        cutter.open();
        for (int i = 0; i < 5; i++) {
            cutter.appendEncoded(ByteBuffer.allocate(400_000), 1);
        }
        IntStream.range(0, 20_000).forEach(i -> cutter.append("a record of some length, number " + i));

        List<BlockInfo> taken = cutter.take();

        assertThat(taken)
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(block.bytes()).isLessThan(1_500_000));
        assertThat(taken.stream().mapToLong(BlockInfo::records).sum()).isEqualTo(20_005);
    }

    @Test
    void shouldRefuseEncodedRecordsWhenClosed() {
        cutter.open();
        cutter.close();

        assertThatThrownBy(() -> cutter.appendEncoded(ByteBuffer.wrap(new byte[5]), 1))
                .hasMessage("closed: the records");
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void shouldKeepWhatWasStoredAndRefuseMoreWhenClosed() {
        cutter.open();
        cutter.append("kept");
        cutter.close();

        assertThatThrownBy(() -> cutter.append("late")).hasMessage("closed: the record");
        Draft draft = cutter.draft();
        draft.add("late");
        assertThatThrownBy(() -> draft.store(null)).hasMessage("closed: the block");
        assertThat(cutter.take()).extracting(BlockInfo::records).containsExactly(1L);
        cutter.open();
        cutter.append("again");
        assertThat(cutter.take()).extracting(BlockInfo::records).containsExactly(1L);
    }

    @Test
    void shouldRefuseABlockThatCanNeverFit() {
        cutter.open();

        assertThatThrownBy(() -> cutter.appendBytes(ByteBuffer.allocate(10_000_001)))
                .hasMessageContaining("10000001 bytes")
                .hasMessageContaining("shaduf.receiver.max.bytes");
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void shouldCountTheSameBytesWhenFilledAndWhenCompleted() {
        cutter.open();
        IntStream.range(0, 3_000).forEach(i -> cutter.append("record " + i));
        assertThat(queue.bytes()).isPositive();
        List<BlockInfo> taken = cutter.take();

        assertThat(queue.bytes()).isEqualTo(taken.get(0).bytes());
        queue.completed(taken.stream().map(BlockInfo::id).toList());
        assertThat(queue.bytes()).isZero();
        assertThat(cutter.bytes()).isZero();
        assertThat(cutter.records()).isZero();
    }

    @Test
    void shouldLoseNothingWhileManyThreadsStoreAndOneTakesAndCloses() throws Exception {
        cutter.open();
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> stored = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            stored.add(pool.submit(() -> fill(thread, go)));
        }
        BitSet taken = new BitSet();
        go.countDown();
        while (taken.cardinality() < threads * MOST / 2) {
            takeInto(taken);
        }
        cutter.close();
        int sum = 0;
        for (Future<Integer> each : stored) {
            sum += each.get();
        }
        pool.shutdown();

        takeInto(taken);
        assertThat(taken.cardinality()).isEqualTo(sum);
    }

    @Test
    void shouldCountTheSameBytesThoughRecordsComeWhileChunksAreSealed() throws Exception {
        cutter.open();
        AtomicBoolean over = new AtomicBoolean();
        Thread storing = new Thread(() -> {
            while (!over.get()) {
                cutter.append("record");
            }
        });
        storing.start();

        for (int i = 0; i < CUTS; i++) {
            for (BlockInfo info : cutter.take()) {
                store.drop(info.id());
                queue.completed(List.of(info.id()));
            }
        }
        over.set(true);
        storing.join();
        cutter.take().forEach(info -> queue.completed(List.of(info.id())));

        assertThat(queue.bytes()).isZero();
    }

    private int fill(int thread, CountDownLatch go) throws InterruptedException {
        go.await();
        int count = 0;
        try {
            while (count < MOST) {
                cutter.append(thread * MOST + count);
                count++;
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessage("closed: the record");
        }
        return count;
    }

    private void takeInto(BitSet taken) throws Exception {
        for (BlockInfo info : cutter.take()) {
            List<Object> records = Collected.of(store, info.id());
            assertThat(records).hasSize((int) info.records());
            for (Object number : records) {
                assertThat(taken.get((int) number)).isFalse();
                taken.set((int) number);
            }
            store.drop(info.id());
        }
    }
}
