// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;

/**
 * Writes each batch to a sink: writers in tasks, then the commit on this thread. An attempt after the first asks the sink
 * before it writes, and writes nothing if the batch is there.
 */
final class SinkOutput<T, R extends RDD<T>> extends OutputNode<R> {
    private final Sink<? super T> sink;

    SinkOutput(Operation operation, StreamNode<R> stream, Sink<? super T> sink) {
        super(operation, stream);
        this.sink = sink;
    }

    @Override
    void open() throws Exception {
        session();
    }

    @Override
    void run(R rdd, Time time, JobScope scope) throws Exception {
        SinkBatch batch = SinkTarget.batch(scope);
        SinkSession<?> session = session();
        if (scope.attempt() > 1 && session.recover(batch) == Recovery.COMMITTED) {
            return;
        }
        SinkTerminal<T> terminal = new SinkTerminal<>(target(), operation().origin());
        List<Serializable> commits = graph().factory()
                .engine()
                .run(Job.over(RddFactory.node(rdd), terminal, scope, operation().toString()));
        session.commit(batch, commits);
    }

    private SinkSession<?> session() throws Exception {
        SinkTarget<T> target = target();
        SinkContext context = new SinkContext(target.stream(), target.uid(), target.epoch(), graph().clock());
        return SinkSessions.session(target, context);
    }

    private SinkTarget<T> target() {
        return new SinkTarget<>(graph().states(), graph().uid(operation()), sink, graph().epoch());
    }

    @Override
    Guarantee reaches() {
        return sink.guarantee();
    }
}
