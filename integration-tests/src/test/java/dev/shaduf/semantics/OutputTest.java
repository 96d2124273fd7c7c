// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.batch;
import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.InjectedFaultException;
import dev.shaduf.testkit.SinkFault;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a stream. */
@SemanticsTest
class OutputTest {
    @Test
    void shouldRunOutputsInTheOrderOfTheirRegistration(StreamHarness harness) throws Exception {
        List<String> runs = new ArrayList<>();
        var input = words(harness, "a");
        var other = words(harness, "b");
        other.foreachRDD(rdd -> runs.add("1st"));
        input.map(word -> word).foreachRDD(rdd -> runs.add("2nd"));
        input.foreachRDD(rdd -> runs.add("3rd"));
        other.foreachRDD(rdd -> runs.add("4th"));

        harness.runBatches(2);

        assertThat(runs).containsExactly("1st", "2nd", "3rd", "4th", "1st", "2nd", "3rd", "4th");
    }

    @Test
    void shouldRunAnOutputForEmptyBatchesToo(StreamHarness harness) throws Exception {
        List<Long> counts = new ArrayList<>();
        words(harness, "", "a").foreachRDD(rdd -> counts.add(rdd.count()));

        harness.runBatches(3);

        assertThat(counts).containsExactly(0L, 1L, 0L);
    }

    @Test
    void shouldGiveRddAndTimeToAnOutput(StreamHarness harness) throws Exception {
        List<String> seen = new ArrayList<>();
        List<Time> times = new ArrayList<>();
        pairs(harness, "a1", "b2").foreachRDD((rdd, time) -> {
            seen.add(said(rdd.collect()));
            times.add(time);
        });

        harness.runBatches(2);

        assertThat(seen).containsExactly("a1", "b2");
        assertThat(times).containsExactly(batch(1), batch(2));
    }

    @Test
    void shouldNotRunAnOutputAgainThatSucceededBeforeALaterOneFailed(StreamHarness harness) throws Exception {
        List<String> runs = new ArrayList<>();
        Fault fault = new Fault().arm(2);
        var input = words(harness, "a");
        input.foreachRDD(rdd -> runs.add("first"));
        input.foreachRDD(rdd -> {
            runs.add("second");
            fault.strike();
        });
        input.foreachRDD(rdd -> runs.add("third"));

        harness.runBatches(1);

        assertThat(runs).containsExactly("first", "second", "second", "second", "third");
    }

    @Test
    void shouldPrintAsSparkDoesToTheByte(StreamHarness harness) throws Exception {
        try (Printed printed = new Printed()) {
            harness.source(List.of("a", "b", "c"), List.of("a", "b"), List.of()).print(2);

            harness.runBatches(3);

            String rule = "-------------------------------------------\n";
            assertThat(printed.text())
                    .isEqualTo((rule + "Time: 1000000001000 ms\n" + rule + "a\nb\n...\n\n"
                                    + rule + "Time: 1000000002000 ms\n" + rule + "a\nb\n\n"
                                    + rule + "Time: 1000000003000 ms\n" + rule + "\n")
                            .replace("\n", System.lineSeparator()));
        }
    }

    @Test
    void shouldPrintTenRecordsUnlessToldOtherwise(StreamHarness harness) throws Exception {
        try (Printed printed = new Printed()) {
            var input = harness.source(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            input.print();
            input.pprint();

            harness.runBatches(1);

            String rule = "-------------------------------------------\n";
            String page = rule + "Time: 1000000001000 ms\n" + rule + "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n...\n\n";
            assertThat(printed.text()).isEqualTo((page + page).replace("\n", System.lineSeparator()));
        }
    }

    @Test
    void shouldPrintPairsInParentheses(StreamHarness harness) throws Exception {
        try (Printed printed = new Printed()) {
            pairs(harness, "a1").print();

            harness.runBatches(1);

            assertThat(printed.text()).contains(System.lineSeparator() + "(a,1)" + System.lineSeparator());
        }
    }

    @Test
    void shouldCommitEachBatchOnceWhenTheCommitHadBeenDoneBeforeItFailed(StreamHarness harness) throws Exception {
        CollectingSink<String> sink = harness.collect(words(harness, "a b", "c"));
        sink.failAt(SinkFault.AFTER_COMMIT, 1);

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b", "c");
        assertThat(sink.calls(SinkFault.COMMIT)).isEqualTo(2);
    }

    @Test
    void shouldCommitEmptyBatches(StreamHarness harness) throws Exception {
        CollectingSink<String> sink = harness.collect(words(harness, "", "a"));

        harness.runBatches(3);

        assertThat(said(sink)).containsExactly("", "a", "");
    }

    @Test
    void shouldCloseSinksWhenTheContextStops(StreamHarness harness) throws Exception {
        CollectingSink<String> sink = harness.collect(words(harness, "a"));
        harness.runBatches(1);
        assertThat(sink.openSessions()).isPositive();

        harness.context().stop();

        assertThat(sink.openSessions()).isZero();
    }

    @Test
    void shouldStopWithTheFailureOfASinkThatNeverSucceeds(StreamHarness harness) throws Exception {
        CollectingSink<String> sink = harness.collect(words(harness, "a", "b"));
        harness.runBatches(1);
        sink.failAt(SinkFault.COMMIT, 2).failAt(SinkFault.COMMIT, 3).failAt(SinkFault.COMMIT, 4);

        assertThatExceptionOfType(InjectedFaultException.class).isThrownBy(() -> harness.runBatches(1));
        assertThat(said(sink)).containsExactly("a");
    }
}
