// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.List;

/** A sink that cannot tell whether it has a batch, unless it has all of it. */
record UnsureSink<T>(Sink<T> sink) implements Sink<T> {
    @Override
    public String name() {
        return "unsure " + sink.name();
    }

    @Override
    public Guarantee guarantee() {
        return sink.guarantee();
    }

    @Override
    public SinkSession<T> open(SinkContext context) throws Exception {
        return new Session<>(sink.open(context));
    }

    private record Session<T>(SinkSession<T> session) implements SinkSession<T> {
        @Override
        public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception {
            return session.writer(batch, partition, attempt);
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
            session.commit(batch, commits);
        }

        @Override
        public Recovery recover(SinkBatch batch) throws Exception {
            return session.recover(batch) == Recovery.COMMITTED ? Recovery.COMMITTED : Recovery.UNKNOWN;
        }

        @Override
        public void close() throws Exception {
            session.close();
        }
    }
}
