// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Time;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The input that takes RDDs from a queue: one per batch or all at once. Later changes of the queue are not seen. */
public final class QueueStream<T> extends StreamInput<T> {
    private final NavigableMap<Long, RDD<T>> queue = new TreeMap<>();
    private final boolean oneAtATime;
    private final @Nullable RDD<T> defaultRdd;
    private final long size;
    private long next;

    QueueStream(
            Operation operation, Collection<? extends RDD<T>> queue, boolean oneAtATime, @Nullable RDD<T> defaultRdd) {
        super(operation);
        for (RDD<T> rdd : queue) {
            this.queue.put((long) this.queue.size(), operation.given(rdd, "RDD in the queue"));
        }
        this.size = this.queue.size();
        this.oneAtATime = oneAtATime;
        this.defaultRdd = defaultRdd;
    }

    /** Takes what belongs to the next batch; called by the planning thread alone. */
    public InputPlan plan() {
        int count = (int) (oneAtATime ? Math.min(1, size - next) : size - next);
        InputPlan plan = new InputPlan.Queued(next, count);
        next += count;
        return plan;
    }

    @Override
    public Guarantee promise() {
        return Guarantee.AT_MOST_ONCE;
    }

    @Override
    public String promiseReason() {
        return "the queue of " + origin() + " is gone when the process ends";
    }

    @Override
    String described() {
        return operation().kind();
    }

    @Override
    RDD<T> read(InputPlan plan, Time time) {
        if (!(plan instanceof InputPlan.Queued taken)) {
            throw unexpected(plan);
        }
        if (taken.count() == 0) {
            return defaultRdd == null ? nothing() : defaultRdd;
        }
        var rdds = queue.subMap(taken.first(), taken.first() + taken.count()).values();
        if (rdds.size() != taken.count()) {
            throw new IllegalStateException("input " + id() + " (" + operation() + ") has no RDDs for " + taken
                    + " any more: a queue lives in one run of the program");
        }
        return rdds.size() == 1
                ? rdds.iterator().next()
                : graph().factory()
                        .rdd(UnionNode.of(rdds.stream().map(RddFactory::node).toList(), origin()));
    }

    @Override
    void dropped(InputPlan plan) {
        if (plan instanceof InputPlan.Queued taken) {
            queue.headMap(taken.first() + taken.count()).clear();
        }
    }
}
