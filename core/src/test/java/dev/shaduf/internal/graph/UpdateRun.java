// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.StateUpdate;
import dev.shaduf.engine.state.StatePartition;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.function.Tuple2;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs updates on one partition, as an engine does. */
final class UpdateRun {
    static final Origin ORIGIN = new Origin("totals", "Totals.java:12");

    private final StateTables tables = new StateTables();
    private final StatePartition partition = tables.partition("totals", 0, 1);

    /** Runs a batch that completes, and returns what it emitted. */
    List<Object> batch(StateUpdate update, long time, Tuple2<?, ?>... input) throws Exception {
        List<Object> emitted = attempt(update, time, input);
        tables.publish(new Time(time));
        tables.retain(new Time(time));
        return emitted;
    }

    /** Runs a batch that is not completed. */
    List<Object> attempt(StateUpdate update, long time, Tuple2<?, ?>... input) throws Exception {
        Emitted emitted = new Emitted();
        Stage stage = update.open(partition.begin(new Time(time)), new Time(time), emitted);
        for (Tuple2<?, ?> pair : input) {
            stage.push(pair);
        }
        stage.finish();
        partition.finish();
        return emitted.records;
    }

    void initial(long time, Tuple2<?, ?>... pairs) {
        KeyedState state = partition.begin(new Time(time));
        for (Tuple2<?, ?> pair : pairs) {
            state.put(pair._1(), pair._2());
        }
        partition.finish();
        tables.publish(new Time(time));
    }

    void rollback(long time) {
        tables.rollback(new Time(time));
    }

    /** Returns how many partial results a batch of that time would find. */
    int partials(long time) {
        int partials = partition
                .begin(new Time(time))
                .partials(Long.MIN_VALUE, Long.MAX_VALUE)
                .size();
        partition.abort();
        return partials;
    }

    long touched() {
        return partition.touched();
    }

    Map<Object, Object> table(long time) throws Exception {
        Map<Object, Object> table = new TreeMap<>();
        partition.view(new Time(time), table::put);
        return table;
    }

    static Tuple2<Object, Object> pair(Object key, Object value) {
        return new Tuple2<>(key, value);
    }

    private static final class Emitted extends Stage {
        private final List<Object> records = new ArrayList<>();

        @Override
        public void push(Object record) {
            records.add(record);
        }

        /** An update goes on although nobody wants what it emits. */
        @Override
        public boolean satisfied() {
            return true;
        }

        @Override
        public void finish() {
            throw new AssertionError("an update must not finish the stage that it emits to");
        }
    }
}
