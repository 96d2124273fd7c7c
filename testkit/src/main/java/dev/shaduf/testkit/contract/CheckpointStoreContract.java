// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.Segment;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import dev.shaduf.spi.FencedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/contracts/checkpoint-store.md} as tests. Extend it for a store; each test starts with an empty
 * directory and a new instance of the class:
 *
 * <pre>{@code
 * class MyStoreContractTest extends CheckpointStoreContract {
 *     protected CheckpointStore store() { return new MyStore(directory); }
 *     protected void abandon() { directory.breakLease(); }
 * }
 * }</pre>
 */
public abstract class CheckpointStoreContract {
    private static final String NAME = "journal/0001";

    private final List<CheckpointStore> opened = new ArrayList<>();

    /** For subclasses. */
    protected CheckpointStoreContract() {}

    /**
     * Opens the directory of this test.
     *
     * @return a new store at each call, not acquired
     * @throws Exception if it cannot be opened; the test fails
     */
    protected abstract CheckpointStore store() throws Exception;

    /**
     * Makes the present owner one that is believed dead though it lives, such as a paused process: the next {@code acquire}
     * succeeds.
     *
     * @throws Exception if that cannot be done; the test fails
     */
    protected abstract void abandon() throws Exception;

    @AfterEach
    final void closeAll() throws IOException {
        for (CheckpointStore store : opened) {
            store.close();
        }
    }

    @Test
    void required_C1_epochsGrow() throws Exception {
        CheckpointStore first = open();
        long one = first.acquire("first");
        first.close();
        long two = open().acquire("second");
        abandon();
        long three = open().acquire("third");

        assertThat(one).isPositive();
        assertThat(two).isGreaterThan(one);
        assertThat(three).isGreaterThan(two);
    }

    @Test
    void required_C2_aLivingOwnerIsNamedAndLeftAlone() throws Exception {
        CheckpointStore owner = owner("orders-at-work");
        CheckpointStore second = open();

        assertThatThrownBy(() -> second.acquire("another"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("orders-at-work");
        second.close();
        write(owner, NAME, "goes on");
        assertThatThrownBy(() -> open().acquire("another")).isInstanceOf(IOException.class);
    }

    @Test
    void required_C3_closeGivesTheDirectoryBack() throws Exception {
        CheckpointStore first = owner("first");
        first.close();
        first.close();

        CheckpointStore second = owner("second");
        first.close();
        assertThatThrownBy(() -> open().acquire("third")).isInstanceOf(IOException.class);
        write(second, NAME, "works");
    }

    @Test
    void required_C4_aFormerOwnerCreatesNothing() throws Exception {
        CheckpointStore former = owner("former");
        CheckpointStore successor = successor();

        assertThatThrownBy(() -> former.create(NAME)).isInstanceOf(FencedException.class);
        assertThat(successor.list("")).isEmpty();
    }

    @Test
    void required_C5_aFormerOwnerAppendsNothing() throws Exception {
        Segment segment = owner("former").create(NAME);
        successor();

        assertThatThrownBy(() -> append(segment, "late")).isInstanceOf(FencedException.class);
    }

    @Test
    void required_C6_aFormerOwnerIsToldOfNoDurability() throws Exception {
        Segment segment = owner("former").create(NAME);
        append(segment, "in time");
        successor();

        assertThatThrownBy(segment::sync).isInstanceOf(FencedException.class);
    }

    @Test
    void required_C7_aFormerOwnerDeletesNothing() throws Exception {
        CheckpointStore former = owner("former");
        write(former, NAME, "stays");
        CheckpointStore successor = successor();

        assertThatThrownBy(() -> former.delete(NAME)).isInstanceOf(FencedException.class);
        assertThat(read(successor, NAME, 0)).isEqualTo("stays");
    }

    @Test
    void required_C8_aSuccessorReadsWhatWasSynced() throws Exception {
        Segment segment = owner("former").create(NAME);
        append(segment, "durable ");
        append(segment, "text");
        segment.sync();

        assertThat(read(successor(), NAME, 0)).startsWith("durable text");
    }

    @Test
    void required_C9_allBytesAreAppendedInOrder() throws Exception {
        CheckpointStore store = owner("owner");
        byte[] large = "0123456789".repeat(100_000).getBytes(UTF_8);
        ByteBuffer window = ByteBuffer.wrap("(in)".getBytes(UTF_8)).position(1).limit(3);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put("end".getBytes(UTF_8)).flip();
        ByteBuffer first = ByteBuffer.wrap(large);
        try (Segment segment = store.create(NAME)) {
            segment.append(first, window, direct);
            segment.sync();
            assertThat(segment.length()).isEqualTo(large.length + 5L);
        }

        assertThat(List.of(first.remaining(), window.remaining(), direct.remaining()))
                .containsOnly(0);
        assertThat(read(store, NAME, 0)).isEqualTo(new String(large, UTF_8) + "inend");
    }

    @Test
    void required_C10_anOpenSegmentCanBeRead() throws Exception {
        CheckpointStore store = owner("owner");
        try (Segment segment = store.create(NAME)) {
            append(segment, "one");
            segment.sync();
            assertThat(read(store, NAME, 0)).startsWith("one");
            append(segment, "two");
            segment.sync();
            assertThat(read(store, NAME, 0)).startsWith("onetwo");
        }
    }

    @Test
    void required_C11_readBeginsAtTheOffset() throws Exception {
        CheckpointStore store = owner("owner");
        write(store, NAME, "0123456789");

        assertThat(read(store, NAME, 4)).isEqualTo("456789");
        assertThat(read(store, NAME, 10)).isEmpty();
        assertThat(read(store, NAME, 1_000)).isEmpty();
    }

    @Test
    void required_C12_listIsOrderedAndByPrefix() throws Exception {
        CheckpointStore store = owner("owner");
        for (String name : List.of("state/b/2", "journal/1", "state/b/10", "state/a/1")) {
            write(store, name, "12345");
        }

        assertThat(store.list("state/"))
                .containsExactly(
                        new SegmentInfo("state/a/1", 5),
                        new SegmentInfo("state/b/10", 5),
                        new SegmentInfo("state/b/2", 5));
        assertThat(store.list("state/b/1")).containsExactly(new SegmentInfo("state/b/10", 5));
        assertThat(store.list("")).hasSize(4);
        assertThat(store.list("nothing/")).isEmpty();
    }

    @Test
    void required_C13_aNameInUseIsRefused() throws Exception {
        CheckpointStore former = owner("former");
        write(former, NAME, "first");
        assertThatThrownBy(() -> former.create(NAME)).isInstanceOf(IOException.class);
        former.close();

        CheckpointStore store = owner("owner");
        assertThatThrownBy(() -> store.create(NAME)).isInstanceOf(IOException.class);
        assertThat(read(store, NAME, 0)).isEqualTo("first");
    }

    @Test
    void required_C14_deleteMayBeRepeated() throws Exception {
        CheckpointStore store = owner("owner");
        write(store, NAME, "old");
        store.delete(NAME);
        store.delete(NAME);
        assertThatThrownBy(() -> read(store, NAME, 0)).isInstanceOf(IOException.class);

        write(store, NAME, "new");
        assertThat(read(store, NAME, 0)).isEqualTo("new");
    }

    @Test
    void required_C15_namesHavePartsAndMarks() throws Exception {
        CheckpointStore store = owner("owner");
        String name = "state/count-by_key.v2/p=7/A-z_0.9";
        write(store, name, "x");

        assertThat(store.list("state/count-by_key.v2/")).containsExactly(new SegmentInfo(name, 1));
        assertThat(read(store, name, 0)).isEqualTo("x");
    }

    @Test
    void required_C16_readingNeedsNoAcquiring() throws Exception {
        assertThat(open().list("")).isEmpty();
        CheckpointStore owner = owner("owner");
        write(owner, NAME, "x");

        CheckpointStore reader = open();
        assertThat(reader.list("")).containsExactly(new SegmentInfo(NAME, 1));
        assertThat(read(reader, NAME, 0)).isEqualTo("x");
    }

    @Test
    void required_C17_writingNeedsAcquiring() throws Exception {
        CheckpointStore owner = owner("owner");
        write(owner, NAME, "x");
        CheckpointStore reader = open();

        assertThatThrownBy(() -> reader.create("journal/0002")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader.delete(NAME)).isInstanceOf(IOException.class);
        assertThat(owner.list("")).hasSize(1);
    }

    /** Takes a disk that fails, which only the author can make. */
    void untested_C18_aFailedSegmentTakesNoMore() {}

    /** Takes a machine that loses its power. */
    void untested_C19_whatIsSyncedSurvivesALossOfPower() {}

    private CheckpointStore open() throws Exception {
        CheckpointStore store = store();
        opened.add(store);
        return store;
    }

    private CheckpointStore owner(String name) throws Exception {
        CheckpointStore store = open();
        store.acquire(name);
        return store;
    }

    private CheckpointStore successor() throws Exception {
        abandon();
        return owner("successor");
    }

    private static void write(CheckpointStore store, String name, String text) throws IOException {
        try (Segment segment = store.create(name)) {
            append(segment, text);
            segment.sync();
        }
    }

    private static void append(Segment segment, String text) throws IOException {
        segment.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static String read(CheckpointStore store, String name, long offset) throws IOException {
        try (InputStream in = store.read(name, offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
