// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session of a {@link CollectingSink}. */
final class CollectingSession<T> implements SinkSession<T> {
    private final CollectingShelf<T> shelf;
    private final SinkContext context;
    private boolean closed;

    CollectingSession(CollectingShelf<T> shelf, SinkContext context) {
        this.shelf = shelf;
        this.context = context;
        shelf.opened();
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws InjectedFaultException {
        shelf.faults().at(SinkFault.OPEN);
        return new Writer<>(shelf);
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws InjectedFaultException {
        shelf.faults().at(SinkFault.COMMIT);
        shelf.commit(
                context.uid(), batch, commits.stream().map(UUID.class::cast).toList());
        shelf.faults().at(SinkFault.AFTER_COMMIT);
    }

    @Override
    public Recovery recover(SinkBatch batch) {
        return shelf.isCommitted(context.uid(), batch.id()) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            shelf.closed();
        }
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final CollectingShelf<T> shelf;
        private final List<T> records = new ArrayList<>();
        private @Nullable UUID token;

        Writer(CollectingShelf<T> shelf) {
            this.shelf = shelf;
        }

        @Override
        public void write(T record) throws InjectedFaultException {
            shelf.faults().at(SinkFault.WRITE);
            records.add(record);
        }

        @Override
        public Serializable prepare() throws InjectedFaultException {
            shelf.faults().at(SinkFault.PREPARE);
            UUID prepared = shelf.stage(records);
            token = prepared;
            shelf.faults().at(SinkFault.AFTER_PREPARE);
            return prepared;
        }

        @Override
        public void abort() {
            if (token != null) {
                shelf.discard(token);
            }
        }
    }
}
