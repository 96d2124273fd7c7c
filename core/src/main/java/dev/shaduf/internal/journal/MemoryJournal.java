// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** A journal that lives as long as one run of the program. */
public final class MemoryJournal implements Journal {
    private final UUID stream = name();
    private final Plans plans = new Plans(stream);
    private final SkipList skips = new SkipList();

    /** A name that no other run has. It is no secret, and a generator for secrets takes longer to load than this package. */
    private static UUID name() {
        SplittableRandom random = new SplittableRandom();
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Override
    public UUID stream() {
        return stream;
    }

    @Override
    public synchronized long lastNumber() {
        return plans.lastPlanned();
    }

    @Override
    public synchronized void planned(BatchPlan plan) {
        plans.add(plan);
    }

    @Override
    public synchronized void planned(PassedOver times) {
        plans.add(times);
    }

    @Override
    public void completed(BatchPlan plan, Runnable durable) {
        synchronized (this) {
            plans.completed(plan.id().number());
        }
        durable.run();
    }

    @Override
    public void failed(BatchId id, Throwable error) {
        // Nobody asks a journal that ends with the run what failed in it.
    }

    @Override
    public synchronized void skipped(Skip skip) {
        skips.add(skip);
    }

    @Override
    public synchronized void settled(BatchId skipped, Set<String> outputs) {
        skips.settle(skipped.number(), outputs);
    }

    @Override
    public synchronized List<Skip> skips() {
        return skips.all();
    }

    @Override
    public synchronized List<BatchPlan> plans() {
        return plans.all();
    }

    @Override
    public synchronized int size() {
        return plans.size();
    }

    @Override
    public synchronized Time horizon() {
        return plans.horizon();
    }

    @Override
    public synchronized BatchId lowest() {
        return plans.lowest();
    }

    @Override
    public synchronized List<BatchPlan> prune(Time newHorizon) {
        return plans.prune(newHorizon);
    }

    @Override
    public synchronized void close() {
        plans.clear();
    }
}
