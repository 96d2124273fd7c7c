// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of the update of one partition: takes the input and makes the version, whose result is what the update emitted.
 * Used by one thread.
 */
public final class UpdateRun extends Collector<Object[]> {
    /** Records whose state is fetched together: enough for memory, few enough to stay in a processor's first cache. */
    private static final int FETCHED = 64;

    private final StatePartition partition;
    private final KeyedState state;
    private final Origin origin;
    private final RecordBuffer emitted = new RecordBuffer();
    private final StateUpdate update;
    private final Time time;
    private final Ending ending;
    private final @Nullable Object[] waiting = new @Nullable Object[FETCHED];
    private final int[] hashes = new int[FETCHED];
    private int count;
    /** The running update; opened when the initial pairs are in the table. */
    private @Nullable Stage running;

    /** What is to be done with a version that has been made. */
    @FunctionalInterface
    public interface Ending {
        /** Nothing. */
        Ending NONE = () -> {};

        /**
         * Does it; the attempt fails with it.
         *
         * @throws Exception passed on
         */
        void run() throws Exception;
    }

    private UpdateRun(
            StatePartition partition, KeyedState state, StateUpdate update, Time time, Origin origin, Ending ending) {
        this.ending = ending;
        this.partition = partition;
        this.state = state;
        this.origin = origin;
        this.update = update;
        this.time = time;
    }

    /**
     * Begins an attempt; what an earlier one of the same time did is undone.
     *
     * @param partition the partition
     * @param time the time of the batch
     * @param update the function
     * @param origin the operator
     * @param ending done with the version
     * @return takes the input; {@link #abort} ends it without a version
     */
    public static UpdateRun begin(
            StatePartition partition, Time time, StateUpdate update, Origin origin, Ending ending) {
        return new UpdateRun(partition, partition.begin(time), update, time, origin, ending);
    }

    /**
     * Takes the pairs of the first table, before the input.
     *
     * @return puts each {@code Tuple2} into the table
     */
    public Stage initial() {
        return new Loading(state);
    }

    @Override
    public void push(Object record) throws Exception {
        waiting[count] = record;
        if (++count == FETCHED) {
            pushWaiting();
        }
    }

    @SuppressWarnings("NullAway") // Places below count hold records.
    private void pushWaiting() {
        int end = count;
        count = 0;
        try {
            for (int i = 0; i < end; i++) {
                hashes[i] = PortableHash.of(((Tuple2<?, ?>) waiting[i])._1());
            }
            partition.fetch(hashes, end);
            Stage stage = running();
            for (int i = 0; i < end; i++) {
                stage.push(waiting[i]);
            }
            // checkstyle: allow CatchThrowable, because a user's function may throw errors too
        } catch (Throwable thrown) {
            throw OperatorException.by(origin, thrown);
        }
    }

    @Override
    public void finish() throws Exception {
        pushWaiting();
        try {
            running().finish();
            // checkstyle: allow CatchThrowable, because a user's function may throw errors too
        } catch (Throwable thrown) {
            throw OperatorException.by(origin, thrown);
        }
    }

    private Stage running() {
        Stage stage = running;
        if (stage == null) {
            stage = update.open(state, time, emitted);
            running = stage;
        }
        return stage;
    }

    @Override
    public Object[] result() throws Exception {
        partition.finish();
        ending.run();
        return emitted.toArray();
    }

    @Override
    public void abort() {
        partition.abort();
    }

    /** Puts the initial pairs into a new table. */
    private static final class Loading extends Stage {
        private final KeyedState state;

        Loading(KeyedState state) {
            this.state = state;
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            state.put(pair._1(), pair._2());
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }
}
