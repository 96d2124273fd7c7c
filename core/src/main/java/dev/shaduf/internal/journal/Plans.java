// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The plans that may still be run or read. Used under the lock of its owner. */
final class Plans {
    private final UUID stream;
    private final Deque<BatchPlan> plans = new ArrayDeque<>();
    private long planned;
    private Time lastTime = new Time(0);
    private long completed;
    private Time horizon = new Time(0);

    Plans(UUID stream) {
        this.stream = stream;
    }

    /** Goes on from what an earlier run left. */
    void resume(Collection<BatchPlan> left, long lastPlanned, Time time, long lastCompleted) {
        plans.addAll(left);
        planned = lastPlanned;
        lastTime = time;
        completed = lastCompleted;
    }

    void add(BatchPlan plan) {
        advance(plan.id(), 1);
        plans.addLast(plan);
        lastTime = plan.time();
    }

    void add(PassedOver times) {
        advance(times.first(), times.count());
        lastTime = times.time(times.count() - 1);
    }

    private void advance(BatchId id, long count) {
        if (!id.stream().equals(stream) || id.number() != planned + 1) {
            throw new IllegalStateException(
                    "batch " + id + " cannot be planned: the next one is " + new BatchId(stream, planned + 1));
        }
        planned += count;
    }

    void completed(long number) {
        completed = Math.max(completed, number);
    }

    long lastCompleted() {
        return completed;
    }

    long lastPlanned() {
        return planned;
    }

    Time lastTime() {
        return lastTime;
    }

    List<BatchPlan> all() {
        return List.copyOf(plans);
    }

    int size() {
        return plans.size();
    }

    Time horizon() {
        return horizon;
    }

    /** Returns the lowest batch that is not done with. */
    BatchId lowest() {
        BatchPlan first = plans.peekFirst();
        return new BatchId(
                stream, first == null ? completed + 1 : Math.min(first.id().number(), completed + 1));
    }

    List<BatchPlan> prune(Time newHorizon) {
        horizon = horizon.max(newHorizon);
        if (!prunable(plans.peekFirst())) {
            return List.of();
        }
        List<BatchPlan> pruned = new ArrayList<>();
        while (prunable(plans.peekFirst())) {
            pruned.add(plans.removeFirst());
        }
        return pruned;
    }

    private boolean prunable(@Nullable BatchPlan plan) {
        return plan != null && plan.id().number() <= completed && plan.time().before(horizon);
    }

    void clear() {
        plans.clear();
    }
}
