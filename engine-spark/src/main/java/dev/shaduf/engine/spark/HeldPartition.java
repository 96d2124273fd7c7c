// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.state.PlacedPartition;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a table in the memory of an executor, with the versions that it has. It is only a copy: whatever the driver
 * says that the versions are, {@link #bring} makes of it, from what is here where that is the same attempt's, else from what
 * the driver holds.
 */
final class HeldPartition {
    /** Stands for the beginning of a table without a base. */
    private static final Made BEGINNING = new Made(Long.MIN_VALUE, 0);

    private final Codecs codecs;
    private final Clock clock;
    /** Held by the thread of an update, from its beginning to its end, and while versions are loaded. */
    private final ReentrantLock changing = new ReentrantLock();

    private final List<Made> made = new ArrayList<>();
    private @Nullable PlacedPartition placed;
    private volatile long used;

    /** A version and the attempt that made it. */
    private record Made(long time, long token) {}

    HeldPartition(Codecs codecs, Clock clock) {
        this.codecs = codecs;
        this.clock = clock;
        this.used = clock.nanoTime();
    }

    ReentrantLock changing() {
        return changing;
    }

    long idleNanos() {
        return clock.nanoTime() - used;
    }

    /** Returns the number of versions that it tells apart. */
    int versions() {
        synchronized (made) {
            return made.size();
        }
    }

    /** Returns the partition with all versions, for a reader: newer ones than the driver knows stay. */
    PlacedPartition read(TableVersion wanted, int partition) throws InterruptedException {
        used = clock.nanoTime();
        List<Made> chain = chain(wanted, partition);
        synchronized (made) {
            if (placed != null && made.contains(chain.get(chain.size() - 1))) {
                return placed;
            }
        }
        changing.lockInterruptibly();
        try {
            return bring(wanted, partition);
        } finally {
            changing.unlock();
        }
    }

    /** Returns the partition with all versions that the driver knows, and no others. Under {@link #changing}. */
    PlacedPartition bring(TableVersion wanted, int partition) {
        used = clock.nanoTime();
        List<Made> chain = chain(wanted, partition);
        int from = undo(lastCommon(chain), chain);
        PlacedPartition present = placed;
        if (present == null || from < 0) {
            present = new PlacedPartition(
                    wanted.head(partition), codecs, wanted.options().durable());
            begin(present, wanted, partition, chain.get(0));
            from = 0;
        }
        for (int i = from + 1; i < chain.size(); i++) {
            Delta delta = wanted.deltas().get(i - 1);
            present.load(new Time(delta.time()), delta.changes().chunks(partition), new Time(wanted.oldest()));
            add(chain.get(i));
        }
        forgetBefore(chain.get(0));
        present.partition().publish(new Time(wanted.published()));
        present.partition().retain(new Time(wanted.oldest()));
        return present;
    }

    /** Notes a version that an update here has made. */
    void add(long time, long token) {
        add(new Made(time, token));
    }

    private void begin(PlacedPartition fresh, TableVersion wanted, int partition, Made first) {
        Delta version = wanted.base().version();
        if (version != null) {
            fresh.load(
                    new Time(version.time()),
                    wanted.base().whole().get(partition).chunks(0),
                    new Time(wanted.oldest()));
        }
        synchronized (made) {
            made.clear();
            made.add(first);
            placed = fresh;
        }
    }

    private void add(Made version) {
        synchronized (made) {
            made.add(version);
        }
    }

    /** Versions before the base are in no chain any more. */
    private void forgetBefore(Made base) {
        synchronized (made) {
            int place = made.indexOf(base);
            if (place > 0) {
                made.subList(0, place).clear();
            }
        }
    }

    /** Returns the place in the chain of the newest version that is here, -1 for none. */
    private int lastCommon(List<Made> chain) {
        synchronized (made) {
            for (int i = chain.size() - 1; i >= 0; i--) {
                if (made.contains(chain.get(i))) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Undoes what came after a version of the chain; gives up, and returns -1, if some of that is final here. */
    private int undo(int common, List<Made> chain) {
        PlacedPartition present = placed;
        if (common < 0 || present == null) {
            return -1;
        }
        synchronized (made) {
            List<Made> later = made.subList(made.indexOf(chain.get(common)) + 1, made.size());
            if (!later.isEmpty()) {
                Time first = new Time(later.get(0).time());
                present.partition().undo(first);
                if (later.stream().anyMatch(version -> present.partition().has(new Time(version.time())))) {
                    return -1;
                }
                later.clear();
            }
        }
        return common;
    }

    private static List<Made> chain(TableVersion wanted, int partition) {
        List<Made> chain = new ArrayList<>(wanted.deltas().size() + 1);
        Delta first = wanted.base().version();
        chain.add(first == null ? BEGINNING : new Made(first.time(), first.tokens()[partition]));
        wanted.deltas().forEach(delta -> chain.add(new Made(delta.time(), delta.tokens()[partition])));
        return chain;
    }
}
