// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockQueueTest {
    private final AtomicInteger spaces = new AtomicInteger();
    private final BlockQueue queue = new BlockQueue(100, spaces::incrementAndGet);

    @Test
    void shouldBeFullFromItsCapacityUntilABlockIsCompleted() {
        add(0, 60, null);
        assertThat(queue.full()).isFalse();
        add(1, 40, null);
        assertThat(queue.full()).isTrue();
        queue.takeAll();
        assertThat(queue.full()).isTrue();

        queue.completed(List.of(id(0)));

        assertThat(queue.full()).isFalse();
        assertThat(spaces).hasValue(1);
        assertThat(queue.bytes()).isEqualTo(40);
    }

    @Test
    void shouldFreeABlockOnceThoughItIsCompletedAndThenDropped() {
        add(0, 60, null);
        queue.completed(List.of(id(0)));
        queue.dropped(id(0));

        assertThat(queue.bytes()).isZero();
    }

    @Test
    void shouldGiveOutTokensInTheOrderOfStoring() {
        add(0, 1, "first");
        add(1, 1, null);
        add(2, 1, "second");

        assertThat(queue.completed(List.of(id(2)))).isEmpty();
        assertThat(queue.completed(List.of(id(1), id(0)))).containsExactly("first", "second");
    }

    @Test
    void shouldNeverGiveOutTheTokenOfABlockThatIsDroppedBeforeItIsCompleted() {
        add(0, 1, "lost");
        add(1, 1, "kept");
        assertThat(queue.completed(List.of(id(1)))).isEmpty();

        assertThat(queue.dropped(id(0))).containsExactly("kept");
    }

    private void add(long number, long bytes, @Nullable Object token) {
        queue.filled(bytes);
        queue.add(new BlockInfo(id(number), 1, bytes), token);
    }

    private static BlockId id(long number) {
        return new BlockId(0, number);
    }
}
