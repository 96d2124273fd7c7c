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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session of a {@link CollectingSink}. */
final class CollectingSession<T> implements SinkSession<T> {
    private final Shared<CollectingShelf<T>> shelf;
    private final SinkContext context;
    private boolean closed;

    CollectingSession(Shared<CollectingShelf<T>> shelf, SinkContext context) {
        this.shelf = shelf;
        this.context = context;
        shelf.here().ifPresent(CollectingShelf::opened);
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception {
        at(SinkFault.OPEN);
        return new Writer<>(shelf);
    }

    @Override
    public void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        at(SinkFault.COMMIT);
        List<UUID> tokens =
                new ArrayList<>(commits.stream().map(UUID.class::cast).toList());
        String output = context.uid();
        shelf.call(to -> to.commit(output, batch, tokens));
        at(SinkFault.AFTER_COMMIT);
    }

    @Override
    public Recovery recover(SinkBatch batch) throws Exception {
        String output = context.uid();
        return Boolean.TRUE.equals(shelf.call(in -> in.isCommitted(output, batch.id())))
                ? Recovery.COMMITTED
                : Recovery.NOT_COMMITTED;
    }

    private void at(SinkFault fault) throws Exception {
        shelf.call(of -> of.faults().at(fault));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            shelf.here().ifPresent(CollectingShelf::closed);
        }
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Shared<CollectingShelf<T>> shelf;
        private final ArrayList<T> records = new ArrayList<>();
        private @Nullable UUID token;

        Writer(Shared<CollectingShelf<T>> shelf) {
            this.shelf = shelf;
        }

        @Override
        public void write(T record) throws Exception {
            at(SinkFault.WRITE);
            records.add(record);
        }

        @Override
        public Serializable prepare() throws Exception {
            at(SinkFault.PREPARE);
            ArrayList<T> all = records;
            UUID prepared = Objects.requireNonNull(shelf.call(on -> on.stage(all)));
            token = prepared;
            at(SinkFault.AFTER_PREPARE);
            return prepared;
        }

        private void discard(UUID prepared) {
            try {
                shelf.call(on -> on.discard(prepared));
            } catch (Exception e) {
                throw new IllegalStateException("an attempt cannot be discarded", e);
            }
        }

        private void at(SinkFault fault) throws Exception {
            shelf.call(of -> of.faults().at(fault));
        }

        @Override
        public void abort() {
            if (token != null) {
                discard(token);
            }
        }
    }
}
