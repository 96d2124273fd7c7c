// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A journal that lives as long as one run of the program. */
public final class MemoryJournal implements Journal {
    private final UUID stream = UUID.randomUUID();
    private final Deque<BatchPlan> plans = new ArrayDeque<>();
    private final Map<BatchId, Skip> skips = new LinkedHashMap<>();
    private long planned;
    private long completed;
    private Time horizon = new Time(0);

    @Override
    public UUID stream() {
        return stream;
    }

    @Override
    public synchronized long lastNumber() {
        return planned;
    }

    @Override
    public synchronized void planned(BatchPlan plan) {
        advance(plan.id(), 1);
        plans.addLast(plan);
    }

    @Override
    public synchronized void planned(PassedOver times) {
        advance(times.first(), times.count());
    }

    @Override
    public void completed(BatchId id, Runnable durable) {
        synchronized (this) {
            completed = Math.max(completed, id.number());
        }
        durable.run();
    }

    @Override
    public void failed(BatchId id, Throwable error) {
        // Nobody asks a journal that ends with the run what failed in it.
    }

    @Override
    public synchronized void skipped(Skip skip) {
        skips.put(skip.plan().id(), skip);
    }

    @Override
    public synchronized void settled(BatchId skipped, Set<String> outputs) {
        skips.computeIfPresent(skipped, (id, skip) -> skip.without(outputs));
    }

    @Override
    public synchronized List<Skip> skips() {
        return List.copyOf(skips.values());
    }

    @Override
    public synchronized List<BatchPlan> plans() {
        return List.copyOf(plans);
    }

    @Override
    public synchronized int size() {
        return plans.size();
    }

    @Override
    public synchronized Time horizon() {
        return horizon;
    }

    @Override
    public synchronized List<BatchPlan> prune(Time newHorizon) {
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

    @Override
    public synchronized void close() {
        plans.clear();
    }

    private boolean prunable(@Nullable BatchPlan plan) {
        return plan != null && plan.id().number() <= completed && plan.time().before(horizon);
    }

    private void advance(BatchId id, long count) {
        if (!id.stream().equals(stream) || id.number() != planned + 1) {
            throw new IllegalStateException(
                    "batch " + id + " cannot be planned: the next one is " + new BatchId(stream, planned + 1));
        }
        planned += count;
    }
}
