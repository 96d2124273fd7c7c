// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.rdd.CollectionAccumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of what was added. */
final class LocalCollectionAccumulator<T> extends LocalAccumulator<T, List<T>, ArrayList<T>>
        implements CollectionAccumulator<T> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<T> total = empty();

    LocalCollectionAccumulator(String name) {
        super(name);
    }

    /** Returns a copy. */
    @Override
    public synchronized List<T> value() {
        return Collections.unmodifiableList(new ArrayList<>(total));
    }

    @Override
    public synchronized void reset() {
        total.clear();
    }

    @Override
    ArrayList<T> total() {
        return total;
    }

    @Override
    ArrayList<T> empty() {
        return new ArrayList<>();
    }

    @Override
    void add(ArrayList<T> list, T value) {
        list.add(value);
    }

    @Override
    void merge(ArrayList<T> list, ArrayList<T> gathered) {
        list.addAll(gathered);
    }
}
