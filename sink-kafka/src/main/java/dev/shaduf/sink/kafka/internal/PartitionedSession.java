// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.function.Function0;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes each partition of a batch in a transaction of its own, where its task runs; each carries the number of the batch, so that no
 * partition is written twice. When all are written, the driver marks the batch as a whole.
 *
 * @param <T> the type of the records
 */
public final class PartitionedSession<T> implements SinkSession<T> {
    private final SinkPlan plan;
    private final SinkContext context;
    private final Function0<RecordEncoder<T>> encoders;
    private final Staging staging;
    private final Marks marks;
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private @Nullable Whole whole;
    /** The last batch known to be complete; the mark may be older, because batches without records leave none. */
    private long completed;

    private boolean closed;

    /** Connects. */
    public PartitionedSession(SinkPlan plan, SinkContext context, Function0<RecordEncoder<T>> encoders)
            throws Exception {
        this.plan = plan;
        this.context = context;
        this.encoders = encoders;
        this.staging = new Staging(plan);
        this.marks = Marks.of(plan, context);
    }

    /** The transactions of one partition, opened by the first attempt that has anything to write. */
    private final class Partition {
        private final int number;
        private @Nullable MarkedTransactions transactions;

        Partition(int number) {
            this.number = number;
        }

        synchronized void write(Attempt attempt) throws Exception {
            MarkedTransactions open = transactions;
            if (open == null) {
                open = MarkedTransactions.open(plan, context, marks.ofPartition(number));
                transactions = open;
            }
            if (!open.isWritten(attempt.batch())) {
                open.commit(new Mark(attempt.batch(), context.epoch()), List.of(attempt), staging);
            }
        }

        synchronized void close() {
            if (transactions != null) {
                transactions.close();
            }
        }
    }

    /** What the driver knows of batches. */
    private record Whole(MarkedTransactions transactions, boolean forgotten, long markedMillis) {}

    @Override
    public synchronized void takeOver() throws Exception {
        whole();
        TakenOver.from(plan, context, marks, count());
    }

    private Whole whole() throws Exception {
        Whole known = whole;
        if (known == null) {
            MarkedTransactions transactions = MarkedTransactions.open(plan, context, marks);
            Optional<Mark> mark = transactions.last();
            known = new Whole(transactions, mark.isEmpty() && context.epoch() > 1, now());
            whole = known;
            if (!known.forgotten() && mark.map(Mark::epoch).orElse(0L) < context.epoch()) {
                mark(mark.map(Mark::batch).orElse(0L), count());
            }
        }
        return known;
    }

    private void mark(long batch, int count) throws Exception {
        MarkedTransactions transactions = whole().transactions();
        transactions.commit(new Mark(batch, context.epoch(), count), List.of(), staging);
        whole = new Whole(transactions, false, now());
    }

    private long now() {
        return context.clock().currentTimeMillis();
    }

    /** Before a partition may be written that none was before, a run that takes over must know of it. */
    @Override
    public synchronized void begin(SinkBatch batch, int count) throws Exception {
        plan.refuseStranger(batch, context);
        if (whole().forgotten()) {
            mark(batch.id().number() - 1, count);
        } else if (count() < count) {
            mark(whole().transactions().last().map(Mark::batch).orElse(0L), count);
        }
    }

    private int count() throws Exception {
        return whole().transactions().last().map(Mark::partitions).orElse(0);
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception {
        plan.refuseStranger(batch, context);
        Attempt key = new Attempt(batch.id().number(), partition, attempt, 0);
        return new StagingWriter<>(key, encoders.call(), staging, this::write);
    }

    private void write(Attempt attempt) throws Exception {
        try {
            if (attempt.records() > 0) {
                partition(attempt.partition()).write(attempt);
            }
        } finally {
            staging.forget(attempt);
        }
    }

    private synchronized Partition partition(int number) {
        return partitions.computeIfAbsent(number, Partition::new);
    }

    @Override
    public synchronized void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        plan.refuseStranger(batch, context);
        long number = batch.id().number();
        Whole known = whole();
        boolean empty = commits.stream().allMatch(commit -> ((Attempt) commit).records() == 0);
        boolean old = now() >= known.markedMillis() + ExactlyOnceSession.MARK_MILLIS;
        if (!isWritten(number) && (!empty || old || known.forgotten())) {
            mark(number, Math.max(commits.size(), count()));
        }
        completed = Math.max(completed, number);
    }

    @Override
    public synchronized Recovery recover(SinkBatch batch) throws Exception {
        plan.refuseStranger(batch, context);
        if (isWritten(batch.id().number())) {
            return Recovery.COMMITTED;
        }
        return whole().forgotten() ? Recovery.UNKNOWN : Recovery.NOT_COMMITTED;
    }

    private boolean isWritten(long number) throws Exception {
        return number <= completed || whole().transactions().isWritten(number);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            partitions.values().forEach(Partition::close);
            if (whole != null) {
                whole.transactions().close();
            }
            marks.close();
        }
    }
}
