// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers the values of several parents by key, for one partition. */
final class Cogroup {
    private final int parents;
    private final Origin origin;
    private final KeyTable table = new KeyTable();

    Cogroup(int parents, Origin origin) {
        this.parents = parents;
        this.origin = origin;
    }

    /** Opens a parent's partition. */
    @FunctionalInterface
    interface Opener {
        /** Opens the partition of the parent at a place. */
        Input open(int parent) throws Exception;
    }

    Input of(Opener opener, TaskContext task) throws Exception {
        for (int parent = 0; parent < parents; parent++) {
            Pipeline.drain(task, opener.open(parent), List.of(), new Side(parent));
        }
        return new Reading();
    }

    @SuppressWarnings("unchecked")
    private void add(int parent, Tuple2<?, ?> pair) {
        Object key = pair._1();
        int hash = PortableHash.of(key);
        int at = table.find(hash, key);
        List<Object>[] values;
        if (at >= 0) {
            values = (List<Object>[]) table.value(at);
        } else {
            values = (List<Object>[]) new List<?>[parents];
            Arrays.fill(values, List.of());
            table.add(at, hash, key, values);
        }
        if (values[parent].isEmpty()) {
            values[parent] = new ArrayList<>(2);
        }
        values[parent].add(pair._2());
    }

    /** Takes the records of one parent. */
    private final class Side extends Stage {
        private final int parent;

        Side(int parent) {
            this.parent = parent;
        }

        @Override
        public void push(Object record) {
            try {
                add(parent, (Tuple2<?, ?>) record);
                // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
            } catch (Throwable thrown) {
                throw Failures.by(origin, thrown);
            }
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        @Override
        public void finish() {}
    }

    /** Makes a pair for each key as it is wanted. */
    private final class Reading implements Input {
        private int at;

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            int stop = max < table.size() - at ? at + max : table.size();
            while (at < stop) {
                Object key = table.key(at);
                into.push(new Tuple2<>(key, table.value(at++)));
            }
            return at < table.size();
        }

        @Override
        public void close() {}
    }
}
