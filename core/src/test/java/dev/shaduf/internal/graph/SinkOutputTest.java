// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import static dev.shaduf.internal.graph.GraphRun.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.engine.OperatorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkOutputTest {
    private final GraphRun run = new GraphRun();
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void shouldCommitEachBatchOnceInOrderOfPartitions() throws Exception {
        run.input(batch(1, 2, 3), batch(4)).sinkTo(sink);
        run.run(2);
        assertThat(sink.committed).isEqualTo(Map.of(1L, List.of(1, 2, 3), 2L, List.of(4)));
        assertThat(sink.events).containsExactly("open input-0.sinkTo", "commit 1@1000", "commit 2@2000");
    }

    @Test
    void shouldCommitAnEmptyBatch() throws Exception {
        run.<Integer>input().sinkTo(sink);
        run.run(1);
        assertThat(sink.committed).isEqualTo(Map.of(1L, List.of()));
    }

    @Test
    void shouldOpenOneSessionPerOutputAndCloseItAtTheStop() throws Exception {
        var input = run.input(batch(1), batch(2));
        input.sinkTo(sink).uid("one");
        input.sinkTo(sink).uid("two");
        run.run(2);
        run.graph.stop();
        assertThat(sink.events).filteredOn(event -> event.startsWith("open")).containsExactly("open one", "open two");
        assertThat(sink.events).filteredOn("close"::equals).hasSize(2);
    }

    @Test
    void shouldAbortAndCommitNothingWhenWritingFails() throws Exception {
        sink.poison = 3;
        run.input(batch(3)).sinkTo(sink);
        run.plan();
        assertThatThrownBy(() -> run.attempt(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("sinkTo at SinkOutputTest.java:")
                .hasRootCauseMessage("cannot write 3");
        assertThat(sink.committed).isEmpty();
        assertThat(sink.events).anyMatch(event -> event.startsWith("abort"));
    }

    @Test
    void shouldWriteAgainAfterAFailedCommitWithAttemptsOfItsOwn() throws Exception {
        sink.failingCommits.set(1);
        run.input(batch(1, 2)).sinkTo(sink);
        run.plan();
        assertThatThrownBy(() -> run.attempt(1)).hasRootCauseMessage("commit refused");
        run.undo();
        run.attempt(2);
        assertThat(sink.committed).isEqualTo(Map.of(1L, List.of(1, 2)));
        assertThat(sink.events).containsExactly("open input-0.sinkTo", "recover 1", "commit 1@1000");
        assertThat(sink.attempts).hasSize(4);
        assertThat(sink.attempts.stream().distinct()).hasSize(2);
    }

    @Test
    void shouldWriteNothingWhenTheSinkHasTheBatchAlready() throws Exception {
        sink.failingAfterCommit.set(1);
        run.input(batch(1, 2)).sinkTo(sink);
        run.plan();
        assertThatThrownBy(() -> run.attempt(1)).hasRootCauseMessage("commit not heard of");
        run.undo();
        run.attempt(2);
        assertThat(sink.events).containsExactly("open input-0.sinkTo", "commit 1@1000", "recover 1");
        assertThat(sink.attempts).hasSize(2);
    }

    @Test
    void shouldNameEverySinkThatCannotBeOpened() {
        sink.unreachable = true;
        var input = run.input(batch(1));
        input.sinkTo(sink);
        input.map(n -> n).sinkTo(sink).name("second");
        assertThatThrownBy(run::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sinkTo at SinkOutputTest.java:")
                .hasMessageContaining("second at SinkOutputTest.java:")
                .hasMessageContaining("nobody there");
    }

    @Test
    void shouldNameTheOutputWhoseSinkLacksAClass() {
        sink.incomplete = true;
        run.input(batch(1)).sinkTo(sink);

        assertThatThrownBy(run::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sinkTo at SinkOutputTest.java:")
                .hasMessageContaining("NoClassDefFoundError: com/acme/Driver");
    }

    @Test
    void shouldCloseTheOtherSinksWhenOneLacksAClass() throws Exception {
        var input = run.input(batch(1));
        input.sinkTo(sink).uid("one");
        input.sinkTo(sink).uid("two");
        run.run(1);
        sink.incomplete = true;

        run.graph.stop();

        assertThat(sink.events).filteredOn("close"::equals).hasSize(2);
    }

    @Test
    void shouldRefuseASinkThatNoConnectorProvides() {
        assertThatThrownBy(() -> run.input(batch(1)).sinkTo("no-such-sink", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no-such-sink");
    }
}
