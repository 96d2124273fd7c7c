// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;

/** The combined values of the keys of one partition. */
final class CombineTable {
    private final KeyTable table = new KeyTable();
    private final Function<Object, Object> create;
    private final Function2<Object, Object, Object> mergeValue;
    private final Function2<Object, Object, Object> mergeCombiners;

    CombineTable(Combine combine) {
        this.create = combine.create();
        this.mergeValue = combine.mergeValue();
        this.mergeCombiners = combine.mergeCombiners();
    }

    int size() {
        return table.size();
    }

    void add(int hash, Object key, Object value) throws Exception {
        int at = table.find(hash, key);
        if (at >= 0) {
            table.set(at, mergeValue.call(table.value(at), value));
        } else {
            table.add(at, hash, key, create.call(value));
        }
    }

    /** Takes in a table whose records come after those of this one. */
    void append(CombineTable later) throws Exception {
        KeyTable other = later.table;
        for (int i = 0; i < other.size(); i++) {
            int at = table.find(other.hash(i), other.key(i));
            if (at >= 0) {
                table.set(at, mergeCombiners.call(table.value(at), other.value(i)));
            } else {
                table.add(at, other.hash(i), other.key(i), other.value(i));
            }
        }
    }

    /** Takes in a table whose records come before those of this one. */
    void prepend(CombineTable earlier) throws Exception {
        KeyTable other = earlier.table;
        for (int i = 0; i < other.size(); i++) {
            int at = table.find(other.hash(i), other.key(i));
            if (at >= 0) {
                table.set(at, mergeCombiners.call(other.value(i), table.value(at)));
            } else {
                table.add(at, other.hash(i), other.key(i), other.value(i));
            }
        }
    }

    Tuple2<Object, Object>[] pairs() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Tuple2<Object, Object>[] pairs = new Tuple2[table.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Tuple2<>(table.key(i), table.value(i));
        }
        return pairs;
    }

    Input read() {
        return new Reading(table);
    }

    /** Makes a pair for each entry as it is wanted. */
    private static final class Reading implements Input {
        private final KeyTable table;
        private int at;

        Reading(KeyTable table) {
            this.table = table;
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            int end = table.size();
            int stop = max < end - at ? at + max : end;
            while (at < stop) {
                Object key = table.key(at);
                Object value = table.value(at++);
                into.push(new Tuple2<>(key, value));
            }
            return at < end;
        }

        @Override
        public void close() {}
    }
}
