// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Writes one attempt of a partition to a sink; its result is what the driver needs to commit. */
record SinkTerminal<T>(SinkTarget<T> target, Origin origin) implements Terminal<Serializable> {
    /** Attempts of a task come after one another, and the first of the next attempt of the batch after them all. */
    private static final int ATTEMPTS_OF_A_TASK = 1 << 12;

    @Override
    public Collector<Serializable> open(TaskContext task) throws Exception {
        SinkSession<T> session = SinkSessions.session(target);
        SinkBatch batch = SinkTarget.batch(task.scope());
        int attempt = (task.scope().attempt() - 1) * ATTEMPTS_OF_A_TASK + task.attempt();
        return new Writing<>(session.writer(batch, task.partition(), attempt), origin);
    }

    private static final class Writing<T> extends Collector<Serializable> {
        private final SinkWriter<T> writer;
        private final Origin origin;
        private @Nullable Serializable commit;

        Writing(SinkWriter<T> writer, Origin origin) {
            this.writer = writer;
            this.origin = origin;
        }

        @SuppressWarnings("unchecked") // the stream's type of records
        @Override
        public void push(Object record) throws Exception {
            try {
                writer.write((T) record);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public void finish() throws Exception {
            commit = writer.prepare();
        }

        @Override
        public Serializable result() {
            Serializable prepared = commit;
            if (prepared == null) {
                throw new NullPointerException(
                        "the writer of " + origin + " prepared null; a sink without anything to say returns any value");
            }
            return prepared;
        }

        @Override
        public void abort() {
            if (commit == null) {
                writer.abort();
            }
        }
    }
}
