// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PageSpaceTest {
    private static final int QUARTER = PageSpace.PAGE / 4;

    private final PageSpace space = new PageSpace(3 * PageSpace.PAGE);

    @Test
    void shouldHoldBytesOutsideTheHeap() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);

        PageSpace.Slot slot = space.put(bytes).orElseThrow();

        assertThat(slot.content().isDirect()).isTrue();
        assertThat(bytesOf(slot)).containsExactly(1, 2);
        assertThat(bytes.remaining()).isEqualTo(2);
    }

    @Test
    void shouldAskForMemoryNoMoreOnceThereIsNone() {
        AtomicInteger asked = new AtomicInteger();
        PageSpace small = new PageSpace(10 * PageSpace.PAGE, size -> {
            if (asked.incrementAndGet() > 1) {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            }
            return ByteBuffer.allocate(size);
        });

        for (int i = 0; i < 20; i++) {
            assertThat(small.put(filled(i, QUARTER)).isPresent()).isEqualTo(i < 4);
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldFillOnePageBehindTheOther() {
        for (int i = 0; i < 8; i++) {
            assertThat(space.put(filled(i, QUARTER))).isPresent();
        }
        assertThat(space.pages()).isEqualTo(2);
    }

    @Test
    void shouldLeaveBytesInTheHeapThatHaveNoRoom() {
        assertThat(space.put(ByteBuffer.allocate(PageSpace.PAGE / 2 + 1))).isEmpty();
        for (int i = 0; i < 12; i++) {
            assertThat(space.put(filled(i, QUARTER))).isPresent();
        }
        assertThat(space.put(filled(0, QUARTER))).isEmpty();
        assertThat(space.pages()).isEqualTo(3);
    }

    @Test
    void shouldUseAPageAgainOnceEverythingInItWasFreed() {
        Deque<PageSpace.Slot> waiting = new ArrayDeque<>();
        for (int i = 0; i < 1_000; i++) {
            waiting.add(space.put(filled(i, QUARTER)).orElseThrow());
            if (waiting.size() > 5) {
                waiting.remove().free();
            }
        }
        assertThat(space.pages()).isEqualTo(3);
    }

    @Test
    void shouldNeverOverwriteWhatWasNotFreed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Deque<PageSpace.Slot> slots = new ArrayDeque<>();
        Deque<byte[]> contents = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(QUARTER)];
            random.nextBytes(bytes);
            Optional<PageSpace.Slot> slot = space.put(ByteBuffer.wrap(bytes));
            slot.ifPresent(put -> {
                slots.add(put);
                contents.add(bytes);
            });
            if (slot.isEmpty() || random.nextInt(3) == 0) {
                if (!slots.isEmpty()) {
                    assertThat(Arrays.equals(bytesOf(slots.peek()), contents.remove()))
                            .as("seed %s, step %s", seed, i)
                            .isTrue();
                    slots.remove().free();
                }
            }
        }
        assertThat(space.pages()).isLessThanOrEqualTo(3);
    }

    private static ByteBuffer filled(int with, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytesOf(PageSpace.Slot slot) {
        byte[] bytes = new byte[slot.content().remaining()];
        slot.content().duplicate().get(bytes);
        return bytes;
    }
}
