// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.dialect.Dialect;
import dev.shaduf.sink.jdbc.internal.dialect.Failure;
import dev.shaduf.time.Clock;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries transactions again when the database, or the way to it, is at fault. Safe for use by many threads. */
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final long LONGEST_MILLIS = 10_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String sink;
    private final Dialect dialect;
    private final Clock clock;
    private final Tuning tuning;
    private final Secrets secrets;

    interface Work<R> {
        R run() throws SQLException, InterruptedException;
    }

    Retry(String sink, Dialect dialect, Clock clock, Tuning tuning, Secrets secrets) {
        this.sink = sink;
        this.dialect = dialect;
        this.clock = clock;
        this.tuning = tuning;
        this.secrets = secrets;
    }

    /** Runs something that may be run again from its beginning; after the last attempt, its error is thrown. */
    <R> R run(String what, Work<R> work) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException e) {
                if (attempt > tuning.retries() || dialect.classify(e) != Failure.TRANSIENT) {
                    throw failure(what, attempt, e);
                }
                long delay = delay(attempt);
                LOG.warn("{}: {} is tried again in {} ms: {}", sink, what, delay, secrets.hide(e.getMessage()));
                pause(delay);
            }
        }
    }

    SQLException failure(String what, int attempts, SQLException error) {
        SQLException hidden = secrets.hide(error);
        String message = "sink " + sink + " could not " + what + (attempts > 1 ? " in " + attempts + " attempts" : "")
                + ": " + hidden.getMessage();
        return new SQLException(message, hidden.getSQLState(), hidden.getErrorCode(), hidden);
    }

    /** Doubles from attempt to attempt; a part is random, so that partitions that met do not meet again. */
    private long delay(int attempt) {
        long full = Math.min(LONGEST_MILLIS, tuning.backoff().milliseconds() << Math.min(attempt - 1, 20));
        return full <= 1 ? full : full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }

    /** By the time that passes: a clock that is set back does not make it longer. */
    private void pause(long millis) throws InterruptedException {
        long begun = clock.nanoTime();
        for (long left = millis; left > 0; left = millis - (clock.nanoTime() - begun) / NANOS_PER_MILLI) {
            clock.waitUntil(clock.currentTimeMillis() + left);
        }
    }
}
