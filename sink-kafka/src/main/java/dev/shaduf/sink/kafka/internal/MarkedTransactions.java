// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import dev.shaduf.spi.SinkContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions under one name, each of which carries the number of its batch: whatever fails, a batch is written once. A failure whose
 * outcome is not known is settled by asking Kafka, before anything else is written. One thread at a time, but for
 * {@link #sendAhead} and {@link #isWritten}.
 */
final class MarkedTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkedTransactions.class);

    private final SinkPlan plan;
    private final SinkContext context;
    private final Marks marks;
    private volatile BatchTransaction transaction;
    private volatile Optional<Mark> last = Optional.empty();
    /** Whether a commit failed and Kafka has not yet said what became of it: until then nothing may be written. */
    private boolean inDoubt;

    private MarkedTransactions(SinkPlan plan, SinkContext context, Marks marks) throws InterruptedException {
        this.plan = plan;
        this.context = context;
        this.marks = marks;
        this.transaction = new BatchTransaction(plan, marks.transactionalIds(), marks.batchSize());
    }

    /** Fences what other producers of this name left open, and learns which batch was written last. */
    static MarkedTransactions open(SinkPlan plan, SinkContext context, Marks marks) throws Exception {
        refuseLaterEpoch(plan, context, marks.glance());
        MarkedTransactions opened = null;
        try {
            opened = new MarkedTransactions(plan, context, marks);
            opened.transaction.init();
            opened.findTopic();
            opened.last = marks.read();
            refuseLaterEpoch(plan, context, opened.last);
            return opened;
        } catch (Exception e) {
            if (opened != null) {
                opened.transaction.close();
            }
            throw e instanceof KafkaException ? failure(plan, "be opened", e) : e;
        }
    }

    private void findTopic() throws IOException {
        try {
            transaction.findTopic();
        } catch (TimeoutException e) {
            throw new IOException(
                    "sink " + plan.name() + " cannot find topic '" + plan.topic() + "' at Kafka '"
                            + plan.connection().bootstrap() + "': " + e.getMessage()
                            + " Create it, or check its name and the permission to describe it",
                    e);
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

    /** Returns the mark that was read or written last; empty if there is none. */
    Optional<Mark> last() {
        return last;
    }

    boolean isWritten(long number) {
        return last.isPresent() && last.get().batch() >= number;
    }

    /** Uses the time until the commit. What goes wrong here is seen, and mended, there. */
    void sendAhead(Attempt attempt, Staging staging) {
        try {
            transaction.sendAhead(attempt, staging);
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("Sink {} could not send batch {} ahead of its commit", plan.name(), attempt.batch(), e);
        }
    }

    /** Writes attempts and mark, unless that turns out to have been done. */
    void commit(Mark mark, List<Attempt> chosen, Staging staging) throws Exception {
        if (inDoubt && settled(mark)) {
            return;
        }
        try {
            write(mark, chosen, staging);
        } catch (KafkaException | IllegalStateException e) {
            if (isFinal(e)) {
                abort();
                throw failure(plan, "write batch " + mark.batch(), e);
            }
            LOG.warn("Sink {} could not commit batch {}; asking Kafka what became of it", plan.name(), mark.batch(), e);
            inDoubt = true;
            if (!settled(mark)) {
                again(mark, chosen, staging);
            }
        }
    }

    private void write(Mark mark, List<Attempt> chosen, Staging staging) {
        transaction.commit(mark, chosen, staging, marks);
        last = Optional.of(mark);
    }

    /** Begins anew, and tells whether the mark was committed all the same. */
    private boolean settled(Mark mark) throws Exception {
        transaction.close();
        refuseLaterEpoch(plan, context, marks.glance());
        transaction = new BatchTransaction(plan, marks.transactionalIds(), marks.batchSize());
        try {
            transaction.init();
        } catch (KafkaException e) {
            throw failure(plan, "find out what became of batch " + mark.batch(), e);
        }
        last = marks.read();
        refuseLaterEpoch(plan, context, last);
        inDoubt = false;
        return isWritten(mark.batch());
    }

    private void again(Mark mark, List<Attempt> chosen, Staging staging) throws IOException {
        try {
            write(mark, chosen, staging);
        } catch (KafkaException | IllegalStateException e) {
            inDoubt = true;
            throw failure(plan, "write batch " + mark.batch(), e);
        }
    }

    /** Discards what was sent and not committed. */
    void abort() {
        try {
            transaction.abort();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("Sink {} could not abort a transaction; the next one ends it", plan.name(), e);
        }
    }

    /** Tells whether trying again cannot help. */
    private static boolean isFinal(Throwable e) {
        Throwable root = RootCause.of(e);
        return root instanceof RecordTooLargeException
                || root instanceof AuthorizationException
                || root instanceof AuthenticationException
                || root instanceof InvalidConfigurationException;
    }

    private static IOException failure(SinkPlan plan, String what, Exception e) {
        return new IOException(
                "sink " + plan.name() + " cannot " + what + " at Kafka '"
                        + plan.connection().bootstrap() + "': " + RootCause.message(e),
                e);
    }

    @Override
    public void close() {
        abort();
        transaction.close();
    }
}
