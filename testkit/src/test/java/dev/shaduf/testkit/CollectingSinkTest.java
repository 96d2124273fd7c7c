// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shaduf.time.Durations;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectingSinkTest {
    @ParameterizedTest
    @EnumSource
    void shouldShowEveryRecordOnceWhenAStepFailsOnce(SinkFault fault) throws Exception {
        CollectingSink<Integer> sink = new CollectingSink<Integer>("s").failAt(fault, 2);
        try (StreamHarness harness = StreamHarness.local(2)) {
            harness.source(List.of(1, 2), List.of(3, 4)).sinkTo(sink);

            harness.runBatches(2);

            assertThat(sink.batches()).containsExactly(List.of(1, 2), List.of(3, 4));
            assertThat(sink.calls(fault)).isGreaterThanOrEqualTo(2);
        }
        assertThat(sink.openSessions()).isZero();
    }

    @Test
    void shouldFailTheTestWhenAStepFailsAtEveryAttempt() throws Exception {
        CollectingSink<Integer> sink = new CollectingSink<>("s");
        for (int call = 1; call <= 50; call++) {
            sink.failAt(SinkFault.WRITE, call);
        }
        try (StreamHarness harness = StreamHarness.local(1)) {
            harness.source(List.of(1)).sinkTo(sink);

            assertThatExceptionOfType(InjectedFaultException.class)
                    .isThrownBy(() -> harness.runBatches(1))
                    .withMessageContaining("WRITE");
            assertThat(sink.records()).isEmpty();
        }
    }

    @Test
    void shouldSayHowManyRecordsThereAreWhenThereAreTooFew() {
        CollectingSink<Integer> sink = new CollectingSink<>("s");

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> sink.awaitRecords(3, Durations.milliseconds(1)))
                .withMessageContaining("only 0 of 3 records");
    }

    @Test
    void shouldReturnOnceEnoughRecordsAreThere() throws Exception {
        try (StreamHarness harness = StreamHarness.local(1)) {
            CollectingSink<Integer> sink = harness.collect(harness.source(List.of(1, 2)));

            harness.runBatches(1);

            assertThat(sink.awaitRecords(2, Durations.seconds(10))).containsExactly(1, 2);
        }
    }
}
