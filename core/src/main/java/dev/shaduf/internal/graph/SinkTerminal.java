// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
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
        try {
            return new Writing<>(writer(task), origin);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }

    private SinkWriter<T> writer(TaskContext task) throws Exception {
        SinkSession<T> session = SinkSessions.session(target);
        int attempt = (task.scope().attempt() - 1) * ATTEMPTS_OF_A_TASK + task.attempt();
        return session.writer(SinkTarget.batch(task.scope()), task.partition(), attempt);
    }

    private static final class Writing<T> extends Collector<Serializable> {
        private final SinkWriter<T> writer;
        private final Origin origin;
        private @Nullable Serializable commit;
        private boolean prepared;

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
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public void finish() throws Exception {
            try {
                commit = writer.prepare();
                prepared = true;
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public Serializable result() {
            Serializable made = commit;
            if (made == null) {
                throw new NullPointerException(
                        "the writer of " + origin + " prepared null; a sink without anything to say returns any value");
            }
            return made;
        }

        @Override
        public void abort() {
            if (!prepared) {
                writer.abort();
            }
        }
    }
}
