// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Failure;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.row.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The transaction of a partition: its mark, its rows, its dead letters. Not safe for use by several threads. */
final class PartitionTransaction implements AutoCloseable {
    private static final int LONGEST_IN_MESSAGE = 300;
    private static final int LETTERS_AT_ONCE = 1_000;

    private final Output output;
    private final MarkKey key;
    private final Transaction transaction;
    private final List<DeadLetter> letters = new ArrayList<>();
    private final Set<Loader> unconfirmed = new LinkedHashSet<>();
    private long rows;
    private long rejected;

    private PartitionTransaction(Output output, MarkKey key, Transaction transaction) {
        this.output = output;
        this.key = key;
        this.transaction = transaction;
    }

    /** Begins with the mark; empty if the partition has been committed before. */
    static Optional<PartitionTransaction> begin(Output output, MarkKey key) throws SQLException, InterruptedException {
        Transaction transaction = Transaction.begin(output.connections());
        boolean begun = false;
        try {
            begun = enter(output, key, transaction);
        } finally {
            if (!begun) {
                transaction.close();
            }
        }
        return begun ? Optional.of(new PartitionTransaction(output, key, transaction)) : Optional.empty();
    }

    private static boolean enter(Output output, MarkKey key, Transaction transaction) throws SQLException {
        if (output.fence().isEmpty()) {
            if (output.deadLetters().isPresent()) {
                output.deadLetters().get().clear(transaction.connection(), key);
            }
            return true;
        }
        boolean entered = output.fence().get().enter(transaction.connection(), key);
        if (!entered) {
            transaction.makeDurable();
        }
        return entered;
    }

    /** Loads rows as if all were good; those of one plan that follow each other at once. */
    void load(List<Chunk> chunks) throws SQLException {
        int from = 0;
        while (from < chunks.size()) {
            Chunk first = chunks.get(from);
            List<List<Row>> parts = chunks.subList(from, chunks.size()).stream()
                    .takeWhile(chunk -> chunk.plan().equals(first.plan()))
                    .map(Chunk::rows)
                    .toList();
            load(first, parts);
            from += parts.size();
        }
    }

    private void load(Chunk first, List<List<Row>> parts) throws SQLException {
        try {
            note(first, first.plan().loader().loadAll(transaction.connection(), parts));
            rows += parts.stream().mapToInt(List::size).sum();
        } catch (SQLException e) {
            if (output.dialect().classify(e) == Failure.ROW) {
                throw new BadRowException(e);
            }
            throw e;
        }
    }

    /** Loads rows and puts those aside that are refused. */
    void loadCarefully(Chunk chunk) throws SQLException {
        long before = rejected;
        RowIsolation isolation = new RowIsolation(transaction.connection(), output.dialect(), this::reject);
        note(chunk, isolation.load(chunk.plan(), chunk.rows()));
        rows += chunk.rows().size() - (rejected - before);
    }

    private void note(Chunk chunk, boolean toConfirm) {
        if (toConfirm) {
            unconfirmed.add(chunk.plan().loader());
        }
    }

    private void reject(Plan plan, Row row, SQLException error) throws SQLException {
        String text = plan.describe(row);
        if (output.deadLetters().isEmpty()) {
            throw new SQLException(
                    "row " + row.index() + " of " + key + " was refused: " + error.getMessage() + "; it is "
                            + shortened(text),
                    error.getSQLState(),
                    error.getErrorCode(),
                    error);
        }
        put(List.of(DeadLetter.of(row.index(), error, text)));
    }

    /** Puts rows aside that never reached the database. */
    void put(List<DeadLetter> more) throws SQLException {
        letters.addAll(more);
        rejected += more.size();
        if (letters.size() >= LETTERS_AT_ONCE) {
            writeLetters();
        }
    }

    private void writeLetters() throws SQLException {
        if (!letters.isEmpty()) {
            output.deadLetters().orElseThrow().write(transaction.connection(), key, letters);
            letters.clear();
        }
    }

    void commit() throws SQLException {
        writeLetters();
        for (Loader loader : unconfirmed) {
            loader.confirm(transaction.connection());
        }
        transaction.commit();
    }

    PartitionCommit result() {
        return new PartitionCommit(rows, rejected, false);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_IN_MESSAGE ? text : text.substring(0, LONGEST_IN_MESSAGE) + " …";
    }

    @Override
    public void close() {
        transaction.close();
    }
}
