// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.internal.rdd.SetAside;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
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
    private final NavigableMap<Time, Throwable> leftOut = new TreeMap<>();
    private StorageLevel level = StorageLevel.NONE;
    private @Nullable DeadLetters letters;

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

    /** Tells whether a record that this operator fails for can be set aside. */
    boolean handlesRecordsOneByOne() {
        return false;
    }

    /** Has this operator set aside the records that it fails for, from now on. */
    final DeadLetters deadLetters() {
        DeadLetters known = letters;
        DeadLetters wanted = known == null ? new DeadLetters(operation) : known;
        letters = wanted;
        return wanted;
    }

    /** Says where the records go that are set aside in a batch; empty where nobody asked for them. */
    final Optional<SetAside> setAside(Time time) {
        DeadLetters wanted = letters;
        return wanted == null ? Optional.empty() : Optional.of(wanted.target(time));
    }

    /** Tells whether this operator makes the same of the same input whenever it is asked, other batches aside. */
    boolean isReplayable() {
        return true;
    }

    /** Lists the inputs behind this operator. */
    final List<InputNode> inputs() {
        Set<InputNode> inputs = new LinkedHashSet<>();
        collectInputs(inputs);
        return List.copyOf(inputs);
    }

    private void collectInputs(Set<InputNode> into) {
        if (this instanceof InputNode input) {
            into.add(input);
        }
        for (StreamNode<?> parent : parents) {
            parent.collectInputs(into);
        }
    }

    /** Tells the same of this operator and all before it. */
    final boolean isReplayableWithParents() {
        return isReplayable() && parents.stream().allMatch(StreamNode::isReplayableWithParents);
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

    /**
     * Returns the RDD of a time, made at most once.
     *
     * @throws LeftOutException if this operator, or one before it, could not make it
     */
    final Optional<R> rdd(Time time) throws Exception {
        if (graph().skipped().running() != null) {
            return compute(time);
        }
        Throwable failure = leftOut.get(time);
        if (failure != null) {
            throw new LeftOutException(failure);
        }
        Made<R> known = made.get(time);
        if (known != null) {
            return Optional.of(known.rdd());
        }
        if (!valid(time) || !graph().batches().knows(time)) {
            return Optional.empty();
        }
        Optional<R> rdd = compute(time);
        if (rdd.isPresent()) {
            made.put(time, new Made<>(rdd.get(), keep(rdd.get())));
        }
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

    /** Returns the RDD of a time for a window, for which a batch that was left out is empty. */
    final Optional<R> rddOfWindow(Time time) throws Exception {
        try {
            return rdd(time);
        } catch (LeftOutException e) {
            return Optional.empty();
        }
    }

    /** Has this operator make no RDD for a time; returns whether that is new. */
    final boolean leaveOut(Time time, Throwable failure) {
        return leftOut.putIfAbsent(time, failure) == null;
    }

    /**
     * Tells whether an operator stands behind what this one makes for a time. Operators are asked in order, so the first that
     * says so is the one.
     */
    final boolean isMadeBy(Set<Origin> operators, Time time) {
        Made<R> known = made.get(time);
        return operators.contains(operation.origin())
                || (known != null && PlanSearch.contain(RddFactory.node(known.rdd()), operators));
    }

    /** Returns why this operator made no RDD for a time. */
    final Optional<Throwable> whyLeftOut(Time time) {
        return Optional.ofNullable(leftOut.get(time));
    }

    /** Forgets what was made for a time, so that it is made anew. */
    void unmake(Time time) {
        drop(made.remove(time));
    }

    /** Undoes what an attempt of a batch made. */
    void discard(Time time) {
        unmake(time);
    }

    /** Forgets what was made up to a time, inclusive. */
    void forget(Time upTo) {
        NavigableMap<Time, Made<R>> old = made.headMap(upTo, true);
        for (Made<R> one : old.values()) {
            drop(one);
        }
        old.clear();
        leftOut.headMap(upTo, true).clear();
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
