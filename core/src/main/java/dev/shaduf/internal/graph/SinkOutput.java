// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;

/**
 * Writes each batch to a sink: writers in tasks, then the commit on this thread. An attempt of a batch that may have been run before asks the sink
 * before it writes, and writes nothing if the batch is there.
 */
final class SinkOutput<T, R extends RDD<T>> extends OutputNode<R> {
    private final Sink<? super T> sink;

    SinkOutput(Operation operation, StreamNode<R> stream, Sink<? super T> sink) {
        super(operation, stream);
        this.sink = sink;
    }

    @Override
    String target() {
        return sink.name();
    }

    @Override
    void open() throws Exception {
        session().takeOver();
    }

    @Override
    void run(R rdd, Time time, JobScope scope) throws Exception {
        SinkBatch batch = SinkTarget.batch(scope);
        SinkSession<?> session = session();
        if (scope.again() && session.recover(batch) == Recovery.COMMITTED) {
            return;
        }
        PlanNode node = RddFactory.node(rdd);
        session.begin(batch, node.partitions());
        SinkTerminal<T> terminal = new SinkTerminal<>(sinkTarget(), operation().origin());
        List<Serializable> commits = graph().factory()
                .run(Job.over(node, terminal, scope, operation().toString()));
        graph().probe().at(BatchStep.PREPARED, batch.id());
        session.commit(batch, commits);
        graph().probe().at(BatchStep.COMMITTED, batch.id());
    }

    private SinkSession<?> session() throws Exception {
        SinkTarget<T> target = sinkTarget();
        SinkContext context = new SinkContext(target.stream(), target.uid(), target.epoch(), graph().clock());
        return SinkSessions.session(target, context);
    }

    private SinkTarget<T> sinkTarget() {
        return new SinkTarget<>(graph().states(), graph().uid(operation()), sink, graph().epoch());
    }

    @Override
    Recovery recover(SinkBatch batch) throws Exception {
        return sink.console() ? Recovery.NOT_COMMITTED : session().recover(batch);
    }

    @Override
    void prune(BatchId horizon) throws Exception {
        session().prune(horizon);
    }

    @Override
    Guarantee reaches() {
        return sink.guarantee();
    }

    @Override
    boolean isConsole() {
        return sink.console();
    }
}
