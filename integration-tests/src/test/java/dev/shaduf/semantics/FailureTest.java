// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.said;
import static dev.shaduf.semantics.Semantics.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shaduf.StreamingContextState;
import dev.shaduf.listener.StreamingListener;
import dev.shaduf.listener.StreamingListenerBatchFailed;
import dev.shaduf.testkit.StreamHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that stay: what the program gets to see of them. */
@SemanticsTest
class FailureTest {
    private static final class OfTheUser extends Exception {
        private static final long serialVersionUID = 1L;

        OfTheUser(String message) {
            super(message);
        }
    }

    @Test
    void shouldThrowTheExceptionOfAMapWithOperatorAndLineSuppressed(StreamHarness harness) {
        harness.collect(words(harness, "a").map(word -> {
            throw new OfTheUser("no " + word);
        }));

        Throwable thrown = catchThrowable(() -> harness.runBatches(1));

        assertThat(thrown).isInstanceOf(OfTheUser.class).hasMessage("no a");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .asString()
                .contains("map at FailureTest.java:")
                .contains("batch 1")
                .contains("1000000001000 ms")
                .contains("partition 0")
                .contains("attempt 3");
    }

    @Test
    void shouldThrowItFromAwaitTerminationInEveryCall(StreamHarness harness) {
        harness.collect(words(harness, "a").filter(word -> {
            throw new OfTheUser("again");
        }));
        catchThrowable(() -> harness.runBatches(1));

        assertThatThrownBy(() -> harness.context().awaitTermination()).isInstanceOf(OfTheUser.class);
        assertThatThrownBy(() -> harness.context().awaitTermination()).isInstanceOf(OfTheUser.class);
        assertThatThrownBy(() -> harness.context().awaitTerminationOrTimeout(1)).isInstanceOf(OfTheUser.class);
        assertThat(harness.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void shouldThrowTheExceptionOfAnOutputWithItsLineSuppressed(StreamHarness harness) {
        words(harness, "a").foreachRDD(rdd -> {
            throw new OfTheUser("at the driver");
        });

        Throwable thrown = catchThrowable(() -> harness.runBatches(1));

        assertThat(thrown).isInstanceOf(OfTheUser.class);
        assertThat(thrown.getSuppressed()).singleElement().asString().contains("foreachRDD at FailureTest.java:");
    }

    @Test
    void shouldThrowTheExceptionOfAJobInsideAnOutput(StreamHarness harness) {
        words(harness, "a")
                .foreachRDD(rdd -> rdd.foreach(word -> {
                    throw new OfTheUser("in a task");
                }));

        assertThatThrownBy(() -> harness.runBatches(1))
                .isInstanceOf(OfTheUser.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isNotEmpty());
    }

    @Test
    void shouldThrowTheExceptionOfAStateFunctionWithItsLineSuppressed(StreamHarness harness) {
        harness.collect(Semantics.pairs(harness, "a1").<Integer>updateStateByKey((values, old) -> {
            throw new OfTheUser("in the state");
        }));

        Throwable thrown = catchThrowable(() -> harness.runBatches(1));

        assertThat(thrown).isInstanceOf(OfTheUser.class);
        assertThat(thrown.getSuppressed()).singleElement().asString().contains("updateStateByKey at FailureTest.java:");
    }

    @Test
    void shouldThrowErrorsToo(StreamHarness harness) {
        harness.collect(words(harness, "a").map(word -> {
            throw new StackOverflowError("deep");
        }));

        assertThatThrownBy(() -> harness.runBatches(1)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void shouldRunNoFurtherBatchAndNoFurtherOutputAfterAFailure(StreamHarness harness) {
        List<String> runs = Collections.synchronizedList(new ArrayList<>());
        var input = words(harness, "a", "b");
        var before = harness.collect(input);
        input.foreachRDD(rdd -> {
            runs.add("failing");
            throw new IOException("no");
        });
        input.foreachRDD(rdd -> runs.add("after"));

        catchThrowable(() -> harness.runBatches(2));

        assertThat(runs).containsExactly("failing", "failing", "failing");
        assertThat(said(before)).containsExactly("a");
    }

    @Test
    void shouldTellListenersOfTheFailure(StreamHarness harness) {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        harness.context().addStreamingListener(new StreamingListener() {
            @Override
            public void onBatchFailed(StreamingListenerBatchFailed event) {
                failures.add(event.cause());
            }
        });
        harness.collect(words(harness, "a").map(word -> {
            throw new OfTheUser("heard");
        }));

        catchThrowable(() -> harness.runBatches(1));
        harness.context().stop();

        assertThat(failures).singleElement().isInstanceOf(OfTheUser.class);
    }
}
