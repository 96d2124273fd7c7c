// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.StreamHarness;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Streams of RDDs that a program has put into a queue. */
@SemanticsTest
class QueueStreamTest {
    private static Queue<RDD<String>> queue(StreamHarness harness) {
        EngineContext engine = harness.context().context();
        return new ArrayDeque<>(List.of(
                engine.parallelize(List.of("a", "b"), 2),
                engine.parallelize(List.of("c")),
                engine.parallelize(List.of("d"))));
    }

    @Test
    void shouldTakeOneRddPerBatchAndNothingAfterTheLast(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.context().queueStream(queue(harness)));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a b", "c", "d", "", "");
    }

    @Test
    void shouldTakeAllAtOnceWhenToldSo(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.context().queueStream(queue(harness), false));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b c d", "");
    }

    @Test
    void shouldTakeTheDefaultWhenTheQueueIsEmpty(StreamHarness harness) throws Exception {
        RDD<String> rest = harness.context().context().parallelize(List.of("z"));
        var sink = harness.collect(harness.context().queueStream(queue(harness), true, rest));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a b", "c", "d", "z", "z");
    }

    @Test
    void shouldTakeTheDefaultAfterAllWasTakenAtOnce(StreamHarness harness) throws Exception {
        RDD<String> rest = harness.context().context().parallelize(List.of("z"));
        var sink = harness.collect(harness.context().queueStream(queue(harness), false, rest));

        harness.runBatches(2);

        assertThat(said(sink)).containsExactly("a b c d", "z");
    }

    @Test
    void shouldNotSeeWhatIsAddedToTheQueueLater(StreamHarness harness) throws Exception {
        Queue<RDD<String>> queue = queue(harness);
        var sink = harness.collect(harness.context().queueStream(queue));
        queue.add(harness.context().context().parallelize(List.of("late")));

        harness.runBatches(4);

        assertThat(said(sink)).containsExactly("a b", "c", "d", "");
        assertThat(queue).hasSize(4);
    }

    @Test
    void shouldTakeTheSameRddAgainWhenABatchIsTriedAgain(StreamHarness harness) throws Exception {
        Fault fault = new Fault();
        var sink = harness.collect(harness.context().queueStream(queue(harness)).map(fault::pass));

        for (int i = 0; i < 3; i++) {
            fault.arm();
            harness.runBatches(1);
        }

        assertThat(said(sink)).containsExactly("a b", "c", "d");
    }

    @Test
    void shouldServeAWindow(StreamHarness harness) throws Exception {
        var sink = harness.collect(harness.context().queueStream(queue(harness)).window(seconds(2)));

        harness.runBatches(5);

        assertThat(said(sink)).containsExactly("a b", "a b c", "c d", "d", "");
    }
}
