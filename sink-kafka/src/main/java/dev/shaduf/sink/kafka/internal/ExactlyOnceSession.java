// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.function.Function0;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each batch in one transaction, which carries the number of the batch. A failure whose outcome is not known is
 * settled by asking Kafka.
 *
 * @param <T> the type of the records
 */
public final class ExactlyOnceSession<T> implements SinkSession<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceSession.class);
    /** Kafka forgets marks, and producers, that are not used for long. */
    private static final long MARK_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final SinkPlan plan;
    private final SinkContext context;
    private final Function0<RecordEncoder<T>> encoders;
    private final Staging staging;
    private final Marks marks;
    private volatile BatchTransaction transaction;
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
            BatchTransaction transaction) {
        this.plan = plan;
        this.context = context;
        this.encoders = encoders;
        this.staging = new Staging(plan);
        this.marks = marks;
        this.transaction = transaction;
    }

    /** Fences what earlier runs left, and learns which batch was written last. */
    public static <T> ExactlyOnceSession<T> open(
            SinkPlan plan, SinkContext context, Function0<RecordEncoder<T>> encoders) throws Exception {
        Marks marks = new Marks(plan, context);
        BatchTransaction transaction = null;
        try {
            refuseLaterEpoch(plan, context, marks.glance());
            transaction = new BatchTransaction(plan, Marks.name(context));
            ExactlyOnceSession<T> session = new ExactlyOnceSession<>(plan, context, encoders, marks, transaction);
            session.begin();
            return session;
        } catch (Exception e) {
            if (transaction != null) {
                transaction.close();
            }
            marks.close();
            throw e instanceof KafkaException ? failure(plan, "be opened", e) : e;
        }
    }

    private static void refuseLaterEpoch(SinkPlan plan, SinkContext context, Optional<Mark> mark) throws IOException {
        if (mark.isPresent() && mark.get().epoch() > context.epoch()) {
            throw new IOException(
                    "sink " + plan.name() + " of output '" + context.uid() + "' was taken over by a later run"
                            + " of the program (epoch " + mark.get().epoch() + ", this is " + context.epoch()
                            + "); this one must end");
        }
    }

    private void begin() throws IOException, InterruptedException {
        transaction.init();
        Optional<Mark> mark = marks.read();
        forgotten = mark.isEmpty() && context.epoch() > 1;
        committed = mark.map(Mark::batch).orElse(0L);
        if (!forgotten && mark.map(Mark::epoch).orElse(0L) < context.epoch()) {
            transaction.commit(new Mark(committed, context.epoch()), List.of(), staging, marks);
        }
        markedMillis = context.clock().currentTimeMillis();
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

    /** Uses the time until the commit. What goes wrong here is seen, and mended, there. */
    private void sendAhead(Attempt attempt, Staging.Staged staged) {
        if (attempt.records() == 0 || attempt.batch() <= committed) {
            return;
        }
        try {
            transaction.sendAhead(attempt, staged);
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("Sink {} could not send batch {} ahead of its commit", plan.name(), attempt.batch(), e);
        }
    }

    @Override
    public synchronized void commit(SinkBatch batch, List<Serializable> commits) throws Exception {
        refuseStranger(batch);
        long number = batch.id().number();
        if (number > committed) {
            List<Attempt> chosen = staging.chosen(commits);
            if (chosen.isEmpty() && !forgotten && !isMarkOld()) {
                transaction.abort();
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
        Mark mark = new Mark(number, context.epoch());
        markedMillis = context.clock().currentTimeMillis();
        try {
            transaction.commit(mark, chosen, staging, marks);
        } catch (KafkaException | IllegalStateException e) {
            if (isFinal(e)) {
                abortQuietly();
                throw failure(plan, "write batch " + number, e);
            }
            LOG.warn("Sink {} could not commit batch {}; asking Kafka what became of it", plan.name(), number, e);
            if (!settled(number)) {
                again(mark, chosen);
            }
        }
    }

    /** Begins anew, and tells whether the batch was committed all the same. */
    private boolean settled(long number) throws Exception {
        transaction.close();
        refuseLaterEpoch(plan, context, marks.glance());
        transaction = new BatchTransaction(plan, Marks.name(context));
        try {
            transaction.init();
        } catch (KafkaException e) {
            throw failure(plan, "find out what became of batch " + number, e);
        }
        return marks.read().map(Mark::batch).orElse(0L) >= number;
    }

    private void again(Mark mark, List<Attempt> chosen) throws IOException {
        try {
            transaction.commit(mark, chosen, staging, marks);
        } catch (KafkaException | IllegalStateException e) {
            throw failure(plan, "write batch " + mark.batch(), e);
        }
    }

    private void abortQuietly() {
        try {
            transaction.abort();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("Sink {} could not abort a transaction; the next one ends it", plan.name(), e);
        }
    }

    /** Tells whether trying again cannot help. */
    private static boolean isFinal(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof RecordTooLargeException
                || root instanceof AuthorizationException
                || root instanceof AuthenticationException
                || root instanceof InvalidConfigurationException;
    }

    private static IOException failure(SinkPlan plan, String what, Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new IOException(
                "sink " + plan.name() + " cannot " + what + " at Kafka '"
                        + plan.connection().bootstrap() + "': " + root.getMessage(),
                e);
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
        if (!batch.id().stream().equals(context.stream())) {
            throw new IllegalArgumentException("sink " + plan.name() + " was opened for the stream " + context.stream()
                    + " and cannot write batch " + batch.id());
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            abortQuietly();
            transaction.close();
            marks.close();
        }
    }
}
