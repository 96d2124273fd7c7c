// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;

/** The combined values of the keys of one partition. Used by one thread. */
public final class CombineTable {
    private final KeyTable keys = new KeyTable();
    private final Column values = new Column();
    private final Function<Object, Object> create;
    private final Function2<Object, Object, Object> mergeValue;
    private final Function2<Object, Object, Object> mergeCombiners;

    /**
     * Creates an empty table.
     *
     * @param combine how values are combined
     */
    public CombineTable(Combine combine) {
        this.create = combine.create();
        this.mergeValue = combine.mergeValue();
        this.mergeCombiners = combine.mergeCombiners();
    }

    /**
     * Returns the number of keys.
     *
     * @return how many
     */
    public int size() {
        return keys.size();
    }

    /**
     * Adds a value.
     *
     * @param hash the portable hash of the key
     * @param key the key
     * @param value the value
     * @throws Exception what a function of the combination throws
     */
    public void add(int hash, Object key, Object value) throws Exception {
        int at = keys.find(hash, key);
        if (at >= 0) {
            values.set(at, mergeValue.call(values.get(at), value));
        } else {
            Object created = create.call(value);
            values.add(keys.add(at, hash, key), created);
        }
    }

    /**
     * Takes in a table whose records come after those of this one.
     *
     * @param later the table, not to be used any more
     * @throws Exception what a function of the combination throws
     */
    public void append(CombineTable later) throws Exception {
        for (int i = 0; i < later.size(); i++) {
            int at = keys.find(later.keys.hash(i), later.keys.key(i));
            if (at >= 0) {
                values.set(at, mergeCombiners.call(values.get(at), later.values.get(i)));
            } else {
                take(at, later, i);
            }
        }
    }

    /**
     * Takes in a table whose records come before those of this one.
     *
     * @param earlier the table, not to be used any more
     * @throws Exception what a function of the combination throws
     */
    public void prepend(CombineTable earlier) throws Exception {
        for (int i = 0; i < earlier.size(); i++) {
            int at = keys.find(earlier.keys.hash(i), earlier.keys.key(i));
            if (at >= 0) {
                values.set(at, mergeCombiners.call(earlier.values.get(i), values.get(at)));
            } else {
                take(at, earlier, i);
            }
        }
    }

    /**
     * Returns the entries.
     *
     * @return a {@code Tuple2} per key
     */
    public Object[] pairs() {
        Object[] pairs = new Object[size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pair(i);
        }
        return pairs;
    }

    /**
     * Reads the entries, a {@code Tuple2} per key.
     *
     * @return the entries; the table must not change meanwhile
     */
    public Input read() {
        return new Reading();
    }

    private void take(int at, CombineTable other, int i) {
        values.add(keys.add(at, other.keys.hash(i), other.keys.key(i)), other.values.get(i));
    }

    private Tuple2<Object, Object> pair(int number) {
        return new Tuple2<>(keys.key(number), values.get(number));
    }

    /** Makes a pair for each entry as it is wanted. */
    private final class Reading implements Input {
        private int at;

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            int end = size();
            int stop = max < end - at ? at + max : end;
            while (at < stop) {
                into.push(pair(at++));
            }
            return at < end;
        }

        @Override
        public void close() {}
    }
}
