// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An operator of the graph: makes the RDD of each batch from those of its parents, once, and remembers it as long as
 * something may read it. All use after the start is under the lock of the graph.
 *
 * @param <R> the type of its RDDs
 */
abstract class StreamNode<R extends RDD<?>> {
    static final Duration NOTHING = new Duration(0);

    private final Operation operation;
    private final List<StreamNode<?>> parents;
    private final NavigableMap<Time, Made<R>> made = new TreeMap<>();
    private StorageLevel level = StorageLevel.NONE;

    /** An RDD that was made, and whether what is kept of it is ours to forget. */
    private record Made<R>(R rdd, boolean ours) {}

    StreamNode(Operation operation, List<? extends StreamNode<?>> parents) {
        this.operation = operation;
        this.parents = List.copyOf(parents);
        operation.graph().add(this);
    }

    final DStreamGraph graph() {
        return operation.graph();
    }

    final Operation operation() {
        return operation;
    }

    final List<StreamNode<?>> parents() {
        return parents;
    }

    final StorageLevel level() {
        return level;
    }

    /** Returns the distance between two RDDs. */
    Duration slide() {
        return parents.get(0).slide();
    }

    /** Makes the RDD of a time; empty when a parent has none, which happens only for times that were not run. */
    abstract Optional<R> compute(Time time) throws Exception;

    /** Tells how far before its own time this operator reads its parents' RDDs. */
    Duration lookback() {
        return NOTHING;
    }

    /** Tells for how long parents must remember, when this operator remembers for a given time. */
    Duration needsOfParents(Duration remembered) {
        return remembered.plus(lookback());
    }

    /** Tells whether records of past batches can be read again without computing them, even if not persisted. */
    boolean keepsRecords() {
        return false;
    }

    /** Tells whether batches that were passed over must be run, empty. */
    boolean needsEveryTime() {
        return false;
    }

    /**
     * Tells whether this operator has an RDD at the time of a batch. What slides with every batch has one at each, also at
     * those that were planned with another batch interval, by an earlier run.
     */
    final boolean valid(Time time) {
        Time zero = graph().zero();
        return time.after(zero)
                && (slide().equals(graph().batchInterval()) || time.minus(zero).isMultipleOf(slide()));
    }

    /** Returns the RDD of a time, made at most once. */
    final Optional<R> rdd(Time time) throws Exception {
        Made<R> known = made.get(time);
        if (known != null) {
            return Optional.of(known.rdd());
        }
        if (!valid(time) || !graph().batches().knows(time)) {
            return Optional.empty();
        }
        Optional<R> rdd = compute(time);
        rdd.ifPresent(r -> made.put(time, new Made<>(r, keep(r))));
        return rdd;
    }

    /** An RDD that was persisted by the program, inside {@code transform} perhaps, stays the program's. */
    private boolean keep(R rdd) {
        boolean ours = !rdd.getStorageLevel().keeps();
        if (ours && level.keeps()) {
            rdd.persist(level);
        }
        return ours;
    }

    /** Chooses where the RDDs are kept. */
    void persist(StorageLevel newLevel) {
        this.level = newLevel;
    }

    /** Forgets what was made for a time, so that it is made anew. */
    void discard(Time time) {
        drop(made.remove(time));
    }

    /** Forgets what was made up to a time, inclusive. */
    void forget(Time upTo) {
        NavigableMap<Time, Made<R>> old = made.headMap(upTo, true);
        old.values().forEach(this::drop);
        old.clear();
    }

    private void drop(@Nullable Made<R> old) {
        if (old != null && old.ours() && graph().unpersists()) {
            old.rdd().unpersist();
        }
    }

    /** Lists the times whose RDDs are remembered. */
    final List<Time> remembered() {
        return List.copyOf(made.keySet());
    }

    /** Builds plan nodes that carry the origin of this operator. */
    final <V> V within(Callable<V> body) throws Exception {
        return Origins.within(operation.origin(), body);
    }
}
