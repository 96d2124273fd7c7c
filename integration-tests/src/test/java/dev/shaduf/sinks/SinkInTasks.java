// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sinks;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Function;
import dev.shaduf.spi.CommitMode;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A sink whose every attempt is a task of an engine, with a session of its own there; the driver's session commits. A copy
 * that goes elsewhere is the sink itself.
 */
final class SinkInTasks<T> implements Sink<T> {
    private final Sink<T> sink;
    private final transient ShadufContext engine;

    SinkInTasks(Sink<T> sink, ShadufContext engine) {
        this.sink = sink;
        this.engine = engine;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public Guarantee guarantee() {
        return sink.guarantee();
    }

    @Override
    public CommitMode commitMode() {
        return sink.commitMode();
    }

    @Override
    public SinkSession<T> open(SinkContext context) throws Exception {
        return new Driver(sink.open(context), context);
    }

    private Object writeReplace() {
        return sink;
    }

    private final class Driver implements SinkSession<T> {
        private final SinkSession<T> session;
        private final SinkContext context;

        Driver(SinkSession<T> session, SinkContext context) {
            this.session = session;
            this.context = context;
        }

        @Override
        public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) {
            return new Task(new Attempt<>(
                    sink, context.stream(), context.uid(), context.epoch(), batch, partition, attempt, true));
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
            session.commit(batch, commits);
        }

        @Override
        public Recovery recover(SinkBatch batch) throws Exception {
            return session.recover(batch);
        }

        @Override
        public void prune(BatchId horizon) throws Exception {
            session.prune(horizon);
        }

        @Override
        public void close() throws Exception {
            session.close();
        }
    }

    private final class Task implements SinkWriter<T> {
        private final Attempt<T> attempt;
        private final ArrayList<T> records = new ArrayList<>();

        Task(Attempt<T> attempt) {
            this.attempt = attempt;
        }

        @Override
        public void write(T record) {
            records.add(record);
        }

        @Override
        public Serializable prepare() {
            return run(attempt);
        }

        @Override
        public void abort() {
            run(attempt.aborted());
        }

        private Serializable run(Attempt<T> what) {
            return engine.parallelize(List.of(records), 1).map(what).collect().get(0);
        }
    }

    /** What the task does. */
    private record Attempt<T>(
            Sink<T> sink,
            UUID stream,
            String uid,
            long epoch,
            SinkBatch batch,
            int partition,
            int number,
            boolean prepares)
            implements Function<ArrayList<T>, Serializable> {

        Attempt<T> aborted() {
            return new Attempt<>(sink, stream, uid, epoch, batch, partition, number, false);
        }

        @Override
        public Serializable call(ArrayList<T> records) throws Exception {
            try (SinkSession<T> session = sink.open(new SinkContext(stream, uid, epoch, Clock.system()))) {
                SinkWriter<T> writer = session.writer(batch, partition, number);
                for (T record : records) {
                    writer.write(record);
                }
                if (prepares) {
                    return writer.prepare();
                }
                writer.abort();
                return "aborted";
            }
        }
    }
}
