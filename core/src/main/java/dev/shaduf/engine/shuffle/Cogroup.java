// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers the values of several parents by key, for one partition. Used by one thread. */
public final class Cogroup {
    private final int parents;
    private final Origin origin;
    private final KeyTable keys = new KeyTable();
    private final List<List<Object>[]> groups = new ArrayList<>();

    /**
     * Creates an empty group.
     *
     * @param parents how many parents there are
     * @param origin the operator
     */
    public Cogroup(int parents, Origin origin) {
        this.parents = parents;
        this.origin = origin;
    }

    /** Opens a parent's partition. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens the partition of a parent.
         *
         * @param parent the place of the parent
         * @return the records, each a {@code Tuple2}
         * @throws Exception if it cannot be opened
         */
        Input open(int parent) throws Exception;
    }

    /**
     * Reads all parents and returns their values by key.
     *
     * @param opener opens the parents
     * @param task the task
     * @return a {@code Tuple2} per key, of the key and a list of values for each parent
     * @throws Exception what reading throws
     */
    public Input of(Opener opener, TaskContext task) throws Exception {
        for (int parent = 0; parent < parents; parent++) {
            Pipeline.drain(task, opener.open(parent), List.of(), new Side(parent));
        }
        return new Reading();
    }

    private void add(int parent, Tuple2<?, ?> pair) {
        Object key = pair._1();
        int hash = PortableHash.of(key);
        int at = keys.find(hash, key);
        if (at < 0) {
            at = keys.add(at, hash, key);
            groups.add(group());
        }
        List<Object>[] values = groups.get(at);
        if (values[parent].isEmpty()) {
            values[parent] = new ArrayList<>(2);
        }
        values[parent].add(pair._2());
    }

    @SuppressWarnings("unchecked")
    private List<Object>[] group() {
        List<Object>[] values = (List<Object>[]) new List<?>[parents];
        Arrays.fill(values, List.of());
        return values;
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
                throw OperatorException.by(origin, thrown);
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
            int stop = max < groups.size() - at ? at + max : groups.size();
            while (at < stop) {
                List<Object>[] values = groups.get(at);
                into.push(new Tuple2<>(keys.key(at++), values));
            }
            return at < groups.size();
        }

        @Override
        public void close() {}
    }
}
