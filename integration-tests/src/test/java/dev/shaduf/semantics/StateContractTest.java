// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.pairs;
import static dev.shaduf.semantics.Semantics.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function3;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.StreamHarness;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the function of {@code mapWithState} may do with a {@code State}, and what it sees then. */
@SemanticsTest
class StateContractTest {
    @Test
    void shouldNotExistForANewKey(StreamHarness harness) throws Exception {
        var sink = run(
                harness, (key, value, state) -> state.exists() + " " + state.getOption() + " " + state.isTimingOut());

        assertThat(sink.records()).first().isEqualTo("false Optional.empty false");
    }

    @Test
    void shouldRefuseToGiveAStateThatDoesNotExist(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> thrown(state::get));

        assertThat(sink.records()).first().isEqualTo("NoSuchElementException");
    }

    @Test
    void shouldSeeAnUpdateInTheSameCall(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            state.update("x");
            return state.exists() + " " + state.get() + " " + state.getOption();
        });

        assertThat(sink.records()).first().isEqualTo("true x Optional[x]");
    }

    @Test
    void shouldKeepTheLastOfSeveralUpdates(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            String before = state.getOption().orElse("none");
            state.update("x");
            state.update("y");
            return before;
        });

        assertThat(sink.records()).startsWith("none", "y");
    }

    @Test
    void shouldNotExistAfterItsRemoval(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            state.update("x");
            state.remove();
            return state.exists() + " " + thrown(state::get);
        });

        assertThat(sink.records()).startsWith("false NoSuchElementException", "false NoSuchElementException");
    }

    @Test
    void shouldAllowToRemoveAStateThatDoesNotExist(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            state.remove();
            return "removed " + state.exists();
        });

        assertThat(sink.records()).startsWith("removed false", "removed false");
    }

    @Test
    void shouldRefuseAnUpdateAfterARemoval(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            state.remove();
            return thrown(() -> state.update("x"));
        });

        assertThat(sink.records()).first().isEqualTo("IllegalArgumentException");
    }

    @Test
    void shouldRefuseASecondRemoval(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> {
            state.remove();
            return thrown(state::remove);
        });

        assertThat(sink.records()).first().isEqualTo("IllegalArgumentException");
    }

    @Test
    void shouldRefuseNullAsAState(StreamHarness harness) throws Exception {
        var sink = run(harness, (key, value, state) -> thrown(() -> state.update(null)));

        assertThat(sink.records()).first().isIn("NullPointerException", "IllegalArgumentException");
    }

    @Test
    void shouldRefuseUpdateAndRemovalWhileTimingOut(StreamHarness harness) throws Exception {
        var sink = runToTimeout(harness, (key, value, state) -> {
            if (!state.isTimingOut()) {
                state.update("x");
                return "updated";
            }
            return value + " " + state.get() + " " + thrown(() -> state.update("y")) + " " + thrown(state::remove);
        });

        assertThat(sink.records())
                .containsExactly(
                        "updated", "updated", "Optional.empty x IllegalArgumentException IllegalArgumentException");
    }

    /** Runs a function for key a in two batches. */
    private static CollectingSink<String> run(
            StreamHarness harness, Function3<String, Optional<Integer>, State<String>, String> function)
            throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1").mapWithState(StateSpec.function(function)));
        harness.runBatches(2);
        return sink;
    }

    /** Runs a function for key a in two batches, and for its timeout in the fourth. */
    private static CollectingSink<String> runToTimeout(
            StreamHarness harness, Function3<String, Optional<Integer>, State<String>, String> function)
            throws Exception {
        var sink = harness.collect(pairs(harness, "a1", "a1")
                .mapWithState(StateSpec.function(function).timeout(seconds(2))));
        harness.runBatches(4);
        return sink;
    }

    private static String thrown(Runnable call) {
        try {
            call.run();
            return "nothing";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
