// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.state.PlacedPartition;
import dev.shaduf.engine.state.UpdateRun;
import dev.shaduf.time.Time;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/**
 * The update of a state in one batch. Once the driver has taken the versions that it made, what it emitted may still be lost
 * and wanted again: then it runs on a copy of the table that nobody else sees.
 */
final class UpdateWork implements Work<Updated> {
    private final Time time;
    private final StateUpdate update;
    private final Part input;
    private final @Nullable Part initial;
    private final Origin origin;
    private final WantedVersion before;
    private volatile boolean taken;

    UpdateWork(WantedVersion before, Time time, StateUpdate update, Part input, @Nullable Part initial, Origin origin) {
        this.before = before;
        this.time = time;
        this.update = update;
        this.input = input;
        this.initial = initial;
        this.origin = origin;
    }

    /** Notes, on the driver, that the versions have been taken. */
    void taken() {
        taken = true;
    }

    @Override
    public Iterator<Updated> run(Reading records) throws Exception {
        int partition = records.task().partition();
        TableVersion begins = before.get();
        HeldPartition held = taken ? ExecutorTables.apart(begins) : ExecutorTables.held(begins, partition);
        held.changing().lockInterruptibly();
        try {
            PlacedPartition placed = held.bring(begins, partition);
            return List.of(update(records, placed, held)).iterator();
        } finally {
            held.changing().unlock();
        }
    }

    private Updated update(Reading records, PlacedPartition placed, HeldPartition held) throws Exception {
        UpdateRun run = UpdateRun.begin(placed.partition(), time, update, origin, UpdateRun.Ending.NONE);
        Object[] emitted;
        try {
            if (initial != null && placed.partition().isNew()) {
                records.drain(initial, run.initial());
            }
            records.drain(input, run);
            emitted = run.result();
        } catch (Throwable thrown) {
            run.abort();
            throw thrown;
        }
        long token = ThreadLocalRandom.current().nextLong();
        held.add(time.milliseconds(), token);
        return new Updated(
                new Kept(emitted),
                token,
                placed.changes(time),
                placed.partition().keys(),
                placed.partition().touched(),
                place());
    }

    private static String place() {
        String executor = SparkEnv.get().executorId();
        return "executor_" + SparkEnv.get().blockManager().blockManagerId().host() + "_" + executor;
    }
}
