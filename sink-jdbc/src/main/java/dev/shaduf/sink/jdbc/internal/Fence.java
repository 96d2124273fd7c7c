// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Lets a partition, or a batch, be written once, and by the latest run alone. Safe for use by many threads. */
final class Fence {
    private final Marks marks;
    private final MarkKey run;
    private final long epoch;

    Fence(Marks marks, MarkKey run, long epoch) {
        this.marks = marks;
        this.run = run;
        this.epoch = epoch;
    }

    /** Tells the database of this run, so that older ones are refused. Commits. */
    void raise(Connection connection) throws SQLException {
        boolean isNew = marks.insert(connection, run, epoch);
        if (!isNew) {
            connection.rollback();
            marks.raise(connection, run, epoch);
        }
        connection.commit();
        check(marks.epoch(connection, run).orElse(0));
        connection.rollback();
    }

    /**
     * Marks something in a transaction; until the transaction ends, nobody else can.
     *
     * @return false if it is marked already; the transaction must be rolled back
     * @throws SQLException if a newer run has taken over
     */
    boolean enter(Connection connection, MarkKey key) throws SQLException {
        OptionalLong latest = marks.insert(connection, key, epoch, run);
        if (latest.isPresent()) {
            check(latest.getAsLong());
            return true;
        }
        connection.rollback();
        OptionalLong writer = marks.epoch(connection, key);
        if (writer.isPresent() && writer.getAsLong() > epoch) {
            throw replaced(key.toString(), writer.getAsLong());
        }
        if (writer.isEmpty()) {
            // Somebody wrote it when we looked, and took it back since.
            throw new SQLException("the mark of " + key + " came and went", "40001");
        }
        return false;
    }

    boolean isMarked(Connection connection, MarkKey key) throws SQLException {
        return marks.epoch(connection, key).isPresent();
    }

    int prune(Connection connection, MarkKey horizon) throws SQLException {
        return marks.prune(connection, horizon);
    }

    private void check(long latest) throws SQLException {
        if (latest > epoch) {
            throw replaced("output '" + run.output() + "'", latest);
        }
    }

    private SQLException replaced(String what, long latest) {
        return new SQLException(what + " belongs to a newer run (epoch " + latest + "); this one (epoch " + epoch
                + ") has been replaced and must end");
    }
}
