// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContextState;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

class ShadufExtensionTest {
    private static StreamHarness last = StreamHarness.local(1);

    @AfterAll
    static void shouldHaveClosedTheHarness() {
        assertThat(last.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @StreamingTest(master = "local[1]", batchMillis = 20)
    void shouldGiveAHarnessAsTheAnnotationSays(StreamHarness harness) throws Exception {
        last = harness;
        var sink = harness.collect(harness.source(List.of(1)));

        harness.runBatches(1);

        assertThat(sink.records()).containsExactly(1);
        assertThat(harness.context().batchInterval().milliseconds()).isEqualTo(20);
    }

    @RepeatedTest(2)
    @ExtendWith(ShadufExtension.class)
    void shouldServeOtherKindsOfTests(StreamHarness harness) throws Exception {
        last = harness;

        harness.collect(harness.source(List.of(1)));
        harness.runBatches(1);

        assertThat(harness.status().batches().completed()).isEqualTo(1);
    }
}
