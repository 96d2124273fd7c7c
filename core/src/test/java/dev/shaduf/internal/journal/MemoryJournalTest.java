// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.internal.graph.Layout;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void shouldRefuseAPlanWhenItsNumberIsNotTheNext() {
        journal.planned(plan(1));

        assertThatThrownBy(() -> journal.planned(plan(1))).hasMessageContaining("cannot be planned");
        assertThatThrownBy(() -> journal.planned(plan(3))).hasMessageContaining("cannot be planned");
    }

    @Test
    void shouldCountTimesOfAGapAsBatches() {
        journal.planned(new PassedOver(
                new BatchId(journal.stream(), 1), new Time(1_000), 3, new Duration(1_000), new Layout(Map.of())));

        assertThat(journal.lastNumber()).isEqualTo(3);
        journal.planned(plan(4));
    }

    @Test
    void shouldPruneCompletedPlansBeforeTheHorizon() {
        for (int i = 1; i <= 3; i++) {
            journal.planned(plan(i));
        }
        journal.completed(plan(1), () -> {});
        journal.completed(plan(2), () -> {});

        assertThat(journal.prune(new Time(2_000))).containsExactly(plan(1));
        assertThat(journal.prune(new Time(9_000))).containsExactly(plan(2));
        assertThat(journal.plans()).containsExactly(plan(3));
        assertThat(journal.horizon()).isEqualTo(new Time(9_000));
    }

    @Test
    void shouldNeverMoveTheHorizonBack() {
        journal.prune(new Time(2_000));
        journal.prune(new Time(1_000));

        assertThat(journal.horizon()).isEqualTo(new Time(2_000));
    }

    @Test
    void shouldSayOnceThatACompletionIsDurable() {
        AtomicInteger durable = new AtomicInteger();
        journal.planned(plan(1));

        journal.completed(plan(1), durable::incrementAndGet);

        assertThat(durable).hasValue(1);
    }

    private BatchPlan plan(long number) {
        return new BatchPlan(
                new BatchId(journal.stream(), number), new Time(number * 1_000), Map.of(), new Layout(Map.of()));
    }
}
