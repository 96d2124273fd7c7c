// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemorySourceTest {
    @Test
    void shouldGiveEachBatchWhatWasAddedForIt() throws Exception {
        MemorySource<String> source = new MemorySource<>("s");
        source.add(List.of("a")).addNothing().addPartitions(List.of(List.of("b"), List.of("c")));
        try (StreamHarness harness = StreamHarness.local(2)) {
            var sink = harness.collect(harness.stream(source));

            harness.runBatches(4);

            assertThat(sink.batches()).containsExactly(List.of("a"), List.of(), List.of("b", "c"), List.of());
            assertThat(sink.collected().get(2).partitions()).containsExactly(List.of("b"), List.of("c"));
        }
    }

    @Test
    void shouldRecordWhatWasCommittedAndThatItWasLetGo() throws Exception {
        MemorySource<String> source = new MemorySource<String>("s").add(List.of("a", "b"));
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.collect(harness.stream(source));

            harness.runBatches(2);

            assertThat(source.committed()).containsExactly(new MemoryRange(0, 0, 2));
            assertThat(source.openPlanners()).isEqualTo(1);
        }
        assertThat(source.openPlanners()).isZero();
    }
}
