// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.function.Function0;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes each batch in one transaction, which carries the number of the batch.
 *
 * @param <T> the type of the records
 */
public final class ExactlyOnceSession<T> implements SinkSession<T> {
    /** Kafka forgets marks, and producers, that are not used for long. */
    static final long MARK_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final SinkPlan plan;
    private final SinkContext context;
    private final Function0<RecordEncoder<T>> encoders;
    private final Staging staging;
    private final Marks marks;
    private final MarkedTransactions transactions;
    /** What a run on a cluster wrote of a batch that it did not complete. */
    private final TakenOver partitions;

    private volatile long committed;
    /** Whether Kafka has forgotten what earlier runs wrote, if they did. */
    private volatile boolean forgotten;

    private long markedMillis;
    private boolean closed;

    private ExactlyOnceSession(
            SinkPlan plan,
            SinkContext context,
            Function0<RecordEncoder<T>> encoders,
            Marks marks,
            MarkedTransactions transactions,
            TakenOver partitions) {
        this.plan = plan;
        this.context = context;
        this.encoders = encoders;
        this.staging = new Staging(plan);
        this.marks = marks;
        this.transactions = transactions;
        this.partitions = partitions;
    }

    /** Fences what earlier runs left, and learns which batch was written last. */
    public static <T> ExactlyOnceSession<T> open(
            SinkPlan plan, SinkContext context, Function0<RecordEncoder<T>> encoders) throws Exception {
        Marks marks = Marks.of(plan, context);
        MarkedTransactions transactions = null;
        try {
            transactions = MarkedTransactions.open(plan, context, marks);
            int own = transactions.last().map(Mark::partitions).orElse(0);
            TakenOver partitions = TakenOver.from(plan, context, marks, own);
            ExactlyOnceSession<T> session =
                    new ExactlyOnceSession<>(plan, context, encoders, marks, transactions, partitions);
            session.begin(own);
            return session;
        } catch (Exception e) {
            if (transactions != null) {
                transactions.close();
            }
            marks.close();
            throw e;
        }
    }

    private void begin(int own) throws Exception {
        Optional<Mark> mark = transactions.last();
        forgotten = mark.isEmpty() && context.epoch() > 1;
        committed = mark.map(Mark::batch).orElse(0L);
        if (!forgotten && mark.map(Mark::epoch).orElse(0L) < context.epoch()) {
            transactions.commit(new Mark(committed, context.epoch(), own), List.of(), staging);
        }
        markedMillis = context.clock().currentTimeMillis();
    }

    /** A batch that is tried again is prepared anew; what was prepared of it before would take its room. */
    @Override
    public void begin(SinkBatch batch, int count) {
        refuseStranger(batch);
        staging.forget(batch.id().number());
    }

    @Override
    public SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception {
        refuseStranger(batch);
        if (forgotten) {
            remember(batch.id().number() - 1);
        }
        Attempt key = new Attempt(batch.id().number(), partition, attempt, 0);
        return new StagingWriter<>(key, encoders.call(), staging, this::sendAhead);
    }

    /** Whoever lets a batch be written has decided what became of those before it. */
    private synchronized void remember(long number) throws Exception {
        if (forgotten) {
            write(number, List.of());
            committed = number;
            forgotten = false;
        }
    }

    private void sendAhead(Attempt attempt) {
        if (attempt.batch() > committed && !partitions.has(attempt)) {
            transactions.sendAhead(attempt, staging);
        }
    }

    @Override
    public synchronized void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        refuseStranger(batch);
        long number = batch.id().number();
        if (number > committed) {
            List<Attempt> chosen = staging.chosen(commits);
            chosen.removeIf(partitions::has);
            if (chosen.isEmpty() && !forgotten && !isMarkOld()) {
                transactions.abort();
            } else {
                write(number, chosen);
            }
            committed = number;
            forgotten = false;
        }
        staging.forget(number);
    }

    private boolean isMarkOld() {
        return context.clock().currentTimeMillis() >= markedMillis + MARK_MILLIS;
    }

    private void write(long number, List<Attempt> chosen) throws Exception {
        markedMillis = context.clock().currentTimeMillis();
        transactions.commit(new Mark(number, context.epoch()), chosen, staging);
    }

    @Override
    public Recovery recover(SinkBatch batch) {
        refuseStranger(batch);
        long number = batch.id().number();
        if (number <= committed) {
            return Recovery.COMMITTED;
        }
        return forgotten ? Recovery.UNKNOWN : Recovery.NOT_COMMITTED;
    }

    private void refuseStranger(SinkBatch batch) {
        plan.refuseStranger(batch, context);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            transactions.close();
            marks.close();
        }
    }
}
