// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final List<Contender> CONTENDERS = List.of(contender("a"), contender("b"));

    @Test
    void shouldAlternateContenders() throws Exception {
        List<String> order = new ArrayList<>();
        Rounds rounds = alternate(contender -> {
            order.add(contender.name());
            return run(10, order.size());
        });
        assertThat(order).containsExactly("a", "b", "a", "b");
        assertThat(rounds.runs()).containsOnlyKeys("a", "b");
        assertThat(rounds.succeeded("a")).isEqualTo("2 of 2");
    }

    @Test
    void shouldRefuseResultsThatDiffer() {
        assertThatThrownBy(() -> alternate(contender -> run(contender.name().equals("a") ? 10 : 9, 1)))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContainingAll("a has {lines=10}", "b has {lines=9}");
    }

    @Test
    void shouldCountAFailedRunAndGoOn() throws Exception {
        List<String> order = new ArrayList<>();
        Rounds rounds = alternate(contender -> {
            order.add(contender.name());
            if (order.size() == 2) {
                throw new RunFailedException("out of memory");
            }
            return run(10, 1);
        });
        assertThat(order).hasSize(4);
        assertThat(rounds.succeeded("b")).isEqualTo("1 of 2");
    }

    @Test
    void shouldFailWhenAContenderNeverSucceeds() {
        assertThatThrownBy(() -> alternate(contender -> {
                    if (contender.name().equals("b")) {
                        throw new RunFailedException("out of memory");
                    }
                    return run(10, 1);
                }))
                .hasMessageContaining("b failed in all 2 rounds");
    }

    @Test
    void shouldDivideLinesByTheTimeSinceLinesFlow() throws Exception {
        Run run = new Run(0, 1_000_000, result(10).with(Announcement.AT, 3_000_000), 100, 0);
        assertThat(run.millionLinesPerSecond(4_000_000)).isEqualTo(2);
        assertThat(run.secondsFromStart()).isEqualTo(3);
    }

    private static Rounds alternate(Rounds.SingleRun single) throws Exception {
        return Rounds.alternate(CONTENDERS, 2, single, Run::toString);
    }

    private static Run run(long lines, long atMicros) {
        return new Run(0, 0, result(lines).with(Announcement.AT, atMicros), 100, 0);
    }

    private static Announcement result(long lines) {
        return Announcement.of(Kind.RESULT).with("lines", lines);
    }

    private static Contender contender(String name) {
        return new JavaContender(name, "", "", List.of(), "dev.shaduf", 1, true, Map.of());
    }
}
