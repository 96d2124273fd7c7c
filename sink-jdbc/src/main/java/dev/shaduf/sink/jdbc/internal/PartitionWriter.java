// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.row.Row;
import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a partition in one transaction. Its rows are kept until {@link #prepare}, so that the transaction is short and can be
 * tried again; a partition that is larger than the buffer begins its transaction when the buffer is full, and a failure
 * from then on fails the attempt.
 */
final class PartitionWriter<T> implements SinkWriter<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

    private final Output output;
    private final MarkKey key;
    private final Tuning tuning;
    private final List<DeadLetter> unmapped = new ArrayList<>();
    private final List<Chunk> buffer = new ArrayList<>();
    private long index;
    private int buffered;
    private long weight;
    private @Nullable PartitionTransaction open;
    private boolean replay;

    PartitionWriter(Output output, MarkKey key) {
        this.output = output;
        this.key = key;
        this.tuning = output.settings().tuning();
    }

    @Override
    public void write(T record) throws Exception {
        long place = index++;
        if (replay) {
            return;
        }
        Plan plan = output.plans().known(record);
        if (plan == null) {
            plan = lookAtTheTable(record);
        }
        Row row = row(plan, place, record);
        if (row != null) {
            add(plan, row);
        }
        boolean full = buffered >= tuning.bufferRows() || weight >= tuning.bufferBytes();
        if (full || (open != null && isStatementFull())) {
            spill();
        }
    }

    private boolean isStatementFull() {
        return !buffer.isEmpty() && buffer.get(buffer.size() - 1).rows().size() >= tuning.batchRows();
    }

    /**
     * The first record of its class. In a transaction that has begun, waiting for one more connection could be waiting for
     * oneself: the transaction is given up, and the next attempt knows the class.
     */
    private Plan lookAtTheTable(T record) throws SQLException, InterruptedException {
        boolean givenUp = open != null;
        if (givenUp) {
            abort();
        }
        Plan plan = output.retry().run("look at the table", () -> {
            try (Transaction catalog = Transaction.begin(output.connections())) {
                return output.plans().learn(catalog.connection(), record);
            }
        });
        if (givenUp) {
            throw new SQLException(
                    "sink " + output.settings().sinkName() + " met records of another class in the middle of " + key
                            + ", whose transaction had begun; the next attempt knows them");
        }
        return plan;
    }

    private @Nullable Row row(Plan plan, long place, T record) throws Exception {
        try {
            return plan.row(place, record);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (output.deadLetters().isEmpty()) {
                throw new SQLException(
                        "row " + place + " of " + key + " cannot be made of "
                                + PartitionTransaction.shortened(String.valueOf(record)) + ": " + e,
                        "22000",
                        e);
            }
            DeadLetter letter = DeadLetter.of(place, e, String.valueOf(record));
            unmapped.add(letter);
            buffered++;
            weight += letter.weight();
            return null;
        }
    }

    private void add(Plan plan, Row row) {
        Chunk last = buffer.isEmpty() ? null : buffer.get(buffer.size() - 1);
        if (last == null || !last.plan().equals(plan) || last.rows().size() >= tuning.batchRows()) {
            last = new Chunk(plan);
            buffer.add(last);
        }
        last.rows().add(row);
        buffered++;
        weight += row.weight();
    }

    private void spill() throws SQLException, InterruptedException {
        PartitionTransaction transaction = open;
        if (transaction == null) {
            transaction = output.retry()
                    .run("begin " + key, () -> PartitionTransaction.begin(output, key))
                    .orElse(null);
            replay = transaction == null;
            open = transaction;
        }
        if (transaction != null) {
            load(transaction);
            transaction.put(unmapped);
        }
        unmapped.clear();
        buffer.clear();
        buffered = 0;
        weight = 0;
    }

    private void load(PartitionTransaction transaction) throws SQLException {
        for (Chunk chunk : buffer) {
            transaction.loadCarefully(chunk);
        }
    }

    @Override
    public Serializable prepare() throws Exception {
        PartitionTransaction transaction = open;
        PartitionCommit commit;
        if (replay || (buffer.isEmpty() && unmapped.isEmpty() && transaction == null)) {
            commit = new PartitionCommit(0, 0, replay);
        } else if (transaction != null) {
            commit = finish(transaction);
        } else {
            commit = output.retry().run("write " + key, this::whole);
        }
        buffer.clear();
        if (commit.deadLetters() > 0) {
            LOG.warn(
                    "{}: {} rows of {} are dead letters, in {}",
                    output.settings().sinkName(),
                    commit.deadLetters(),
                    key,
                    output.settings().deadLetters());
        }
        return commit;
    }

    /** The rest of a transaction that began when the buffer was full. */
    private PartitionCommit finish(PartitionTransaction transaction) throws SQLException, InterruptedException {
        try {
            load(transaction);
            transaction.put(unmapped);
        } catch (SQLException e) {
            throw output.retry().failure("write " + key, 1, e);
        }
        open = null;
        // Its connection is back before there is another one to ask by, which may be the only one.
        try (transaction) {
            transaction.commit();
        } catch (SQLException e) {
            if (!output.retry().run("ask about " + key, () -> isCommitted())) {
                throw output.retry().failure("commit " + key, 1, e);
            }
        }
        return transaction.result();
    }

    /** After a commit without an answer, the mark tells. */
    private boolean isCommitted() throws SQLException, InterruptedException {
        if (output.fence().isEmpty()) {
            return false;
        }
        try (Transaction look = Transaction.begin(output.connections())) {
            boolean marked = output.fence().get().isMarked(look.connection(), key);
            look.makeDurable();
            return marked;
        }
    }

    /** First as if all rows were good; if some are not, again and with care. */
    private PartitionCommit whole() throws SQLException, InterruptedException {
        try {
            return whole(false);
        } catch (BadRowException e) {
            return whole(true);
        }
    }

    private PartitionCommit whole(boolean carefully) throws SQLException, InterruptedException {
        Optional<PartitionTransaction> begun = PartitionTransaction.begin(output, key);
        if (begun.isEmpty()) {
            return new PartitionCommit(0, 0, true);
        }
        try (PartitionTransaction transaction = begun.get()) {
            if (carefully) {
                load(transaction);
            } else {
                transaction.load(buffer);
            }
            transaction.put(unmapped);
            transaction.commit();
            return transaction.result();
        }
    }

    @Override
    public void abort() {
        PartitionTransaction transaction = open;
        open = null;
        buffer.clear();
        if (transaction != null) {
            transaction.close();
        }
    }
}
