// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.internal.receiver.ReceiverRun;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverInputTest {
    private final List<Object> forgotten = new ArrayList<>();
    private List<BlockInfo> waiting = List.of();
    private final ReceiverInput input = new ReceiverInput(
            new StubNode(),
            run(),
            new Unlimited(),
            new InputErrors(new ListenerBus("receiver-test", 10)),
            number -> number != 1);

    /** The planning thread takes blocks before they are in the journal; the batch thread asks the journal what is needed. */
    @Test
    void shouldKeepBlocksThatWereTakenAndAreInNoPlanYet() throws Exception {
        InputPlan completed = take(0, 1, 2);
        input.committed(completed);
        take(3, 4);

        input.retain(List.of());

        assertThat(forgotten).containsExactly(3L);
    }

    @Test
    void shouldForgetWhatIsBeforeThePlansThatAreNeeded() throws Exception {
        input.committed(take(0, 1));
        InputPlan needed = take(2);
        input.committed(needed);
        input.committed(take(3));

        input.retain(List.of(needed));

        assertThat(forgotten).containsExactly(2L);
    }

    @Test
    void shouldLeaveOutTheBlocksThatAreNotInTheLog() {
        InputPlan left = input.adopt(take(0, 1, 2));

        assertThat(((InputPlan.Blocks) left).blocks())
                .extracting(block -> block.id().number())
                .containsExactly(0L, 2L);
        assertThat(input.canRead(take(0, 1))).isFalse();
        assertThat(input.canRead(take(0, 2))).isTrue();
    }

    private InputPlan take(long... numbers) {
        List<BlockInfo> blocks = new ArrayList<>();
        for (long number : numbers) {
            blocks.add(new BlockInfo(new BlockId(5, number), 1, 1));
        }
        waiting = blocks;
        return input.plan();
    }

    private ReceiverRun run() {
        return (ReceiverRun) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReceiverRun.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "takeBlocks":
                            return waiting;
                        case "forgetBefore":
                            forgotten.add(arguments[0]);
                            return null;
                        default:
                            return null;
                    }
                });
    }

    private static final class Unlimited implements RateControl {
        @Override
        public void lanes(int count) {}

        @Override
        public double rate() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public void completed(long completedMillis, long records, long processingNanos, long schedulingNanos) {}
    }
}
