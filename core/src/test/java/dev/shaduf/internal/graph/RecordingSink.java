// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that remembers all that happens to it. */
final class RecordingSink implements Sink<Object> {
    final List<String> events = new CopyOnWriteArrayList<>();
    final Map<Long, List<Object>> committed = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Integer> attempts = new ConcurrentLinkedQueue<>();
    final AtomicInteger failingCommits = new AtomicInteger();
    final AtomicInteger failingAfterCommit = new AtomicInteger();
    volatile boolean unreachable;
    volatile boolean incomplete;
    volatile Object poison = new Object();

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public SinkSession<Object> open(SinkContext context) {
        if (unreachable) {
            throw new IllegalStateException("nobody there");
        }
        if (incomplete) {
            throw new NoClassDefFoundError("com/acme/Driver");
        }
        events.add("open " + context.uid());
        return new Session();
    }

    private final class Session implements SinkSession<Object> {
        @Override
        public SinkWriter<Object> writer(SinkBatch batch, int partition, int attempt) {
            attempts.add(attempt);
            return new Writer(partition);
        }

        @Override
        public void commit(SinkBatch batch, List<Serializable> commits) {
            if (failingCommits.getAndDecrement() > 0) {
                throw new IllegalStateException("commit refused");
            }
            List<Object> all = new ArrayList<>();
            commits.forEach(commit -> all.addAll((List<?>) commit));
            committed.put(batch.id().number(), all);
            events.add("commit " + batch.id().number() + "@" + batch.time().milliseconds());
            if (failingAfterCommit.getAndDecrement() > 0) {
                throw new IllegalStateException("commit not heard of");
            }
        }

        @Override
        public Recovery recover(SinkBatch batch) {
            events.add("recover " + batch.id().number());
            return committed.containsKey(batch.id().number()) ? Recovery.COMMITTED : Recovery.NOT_COMMITTED;
        }

        @Override
        public void close() {
            events.add("close");
            if (incomplete) {
                throw new NoClassDefFoundError("com/acme/Driver");
            }
        }
    }

    private final class Writer implements SinkWriter<Object> {
        private final ArrayList<Object> records = new ArrayList<>();
        private final int partition;

        Writer(int partition) {
            this.partition = partition;
        }

        @Override
        public void write(Object record) {
            if (record.equals(poison)) {
                throw new IllegalArgumentException("cannot write " + record);
            }
            records.add(record);
        }

        @Override
        public Serializable prepare() {
            return records;
        }

        @Override
        public void abort() {
            events.add("abort " + partition);
        }
    }
}
