// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.SourceProgress;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An input that is asked for ranges. Planning and commits come from two threads; a lock lets one at a time to the planner
 * of the source.
 *
 * @param <R> the type of the ranges
 */
final class SourceInput<R extends SourceRange> implements RunningInput, SourceContext {
    private static final String DESCRIPTION = "Description";

    private final InputNode node;
    private final Source<?, R, ? extends Serializable> source;
    private final SourceRate rate;
    private final InputErrors errors;
    private final Clock clock;
    private final Duration interval;
    private final String app;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong records = new AtomicLong();
    private final AtomicInteger threads = new AtomicInteger();
    private final Map<String, Long> counters = new ConcurrentHashMap<>();
    private final Queue<R> released = new ConcurrentLinkedQueue<>();
    private volatile @Nullable SourcePlanner<R> planner;
    private volatile boolean draining;

    private volatile Map<String, Object> metadata = Map.of();

    /** A range that the source gave and then failed to divide: tried again, or it would be lost. */
    private @Nullable R taken;

    SourceInput(
            InputNode node,
            Source<?, R, ? extends Serializable> source,
            SourceRate rate,
            InputErrors errors,
            Clock clock,
            Duration interval,
            String app) {
        this.node = node;
        this.source = source;
        this.rate = rate;
        this.errors = errors;
        this.clock = clock;
        this.interval = interval;
        this.app = app;
    }

    @Override
    public int id() {
        return node.id();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public void start() throws Exception {
        SourcePlanner<R> open = source.open(this);
        planner = open;
        rate.begin(open.lanes());
    }

    @Override
    @SuppressWarnings("unchecked") // the ranges of this uid come from the planner of this source
    public void restore(SourceProgress progress) throws Exception {
        SourcePlanner<R> open = Objects.requireNonNull(planner);
        List<R> since = progress.since().stream().map(range -> (R) range).toList();
        Serializable memory = progress.memory();
        if (memory != null) {
            open.restore(memory, since);
        } else if (!since.isEmpty()) {
            open.restore(since.get(since.size() - 1));
        }
    }

    /** A memory may hold a range that was taken and is in no plan: what a restart has then is the one before. */
    @Override
    public Optional<Serializable> memory() {
        SourcePlanner<R> open = planner;
        return open == null || taken != null ? Optional.empty() : open.memory();
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean canRead(InputPlan plan) {
        try {
            return !(plan instanceof InputPlan.Range planned)
                    || Objects.requireNonNull(planner).canRead((R) planned.range());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            reportError("could not be asked whether a range of an earlier run can be read", e);
        }
        return false;
    }

    @Override
    public InputPlan plan() throws Exception {
        SourcePlanner<R> open = planner;
        if (draining || open == null) {
            return new InputPlan.Nothing();
        }
        turn.lockInterruptibly();
        try {
            tellReleased(open);
            R range = taken == null ? next(open) : taken;
            taken = range;
            InputPlan plan = range == null ? new InputPlan.Nothing() : planOf(range);
            taken = null;
            metadata = open.metadata();
            return plan;
        } finally {
            turn.unlock();
        }
    }

    private @Nullable R next(SourcePlanner<R> open) throws Exception {
        Optional<ReadLimit> limit = rate.next();
        if (limit.isEmpty()) {
            return null;
        }
        R range = open.plan(limit.get()).orElse(null);
        if (range == null) {
            rate.nothing();
        }
        return range;
    }

    @Override
    public Map<String, Object> metadata(InputPlan plan) {
        Map<String, Object> all = new TreeMap<>(metadata);
        if (plan instanceof InputPlan.Range planned) {
            all.put(DESCRIPTION, planned.range().describe());
        }
        return all;
    }

    @Override
    public void completed(InputPlan plan, BatchTiming timing) {
        records.addAndGet(Math.max(0, plan.records()));
        rate.completed(plan, timing);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void committed(InputPlan plan) throws Exception {
        SourcePlanner<R> open = planner;
        if (open == null || !(plan instanceof InputPlan.Range planned)) {
            return;
        }
        turn.lockInterruptibly();
        try {
            tell(open, (R) planned.range(), "is processed", SourcePlanner::committed);
        } finally {
            turn.unlock();
        }
    }

    /** The planner hears of it at its next turn: batches do not wait for that. */
    @Override
    @SuppressWarnings("unchecked")
    public void released(InputPlan plan) {
        if (plan instanceof InputPlan.Range planned) {
            released.add((R) planned.range());
        }
    }

    private void tellReleased(SourcePlanner<R> open) throws InterruptedException {
        for (R range = released.poll(); range != null; range = released.poll()) {
            tell(open, range, "is not read again", SourcePlanner::released);
        }
    }

    private void tell(SourcePlanner<R> open, R range, String what, Message<R> message) throws InterruptedException {
        try {
            message.to(open, range);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            reportError("could not be told that " + range.describe() + " " + what, e);
        }
    }

    /** What a planner is told of a range. */
    private interface Message<R extends SourceRange> {
        void to(SourcePlanner<R> planner, R range) throws Exception;
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void close(Duration timeout) throws Exception {
        SourcePlanner<R> open = planner;
        planner = null;
        if (open != null) {
            turn.lockInterruptibly();
            try {
                closeInTurn(open);
            } finally {
                turn.unlock();
            }
        }
    }

    private void closeInTurn(SourcePlanner<R> open) throws Exception {
        try {
            tellReleased(open);
        } finally {
            open.close();
        }
    }

    @Override
    public InputStatus status() {
        return new InputStatus(
                node.id(),
                node.name(),
                node.uid(),
                records.get(),
                rate.recordsPerSecond(),
                0,
                0,
                errors.count(),
                new TreeMap<>(counters));
    }

    @Override
    public String uid() {
        return node.uid();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        String text = error == null ? message : message + ": " + error;
        ReceiverInfo info = new ReceiverInfo(
                node.id(), node.name(), true, "driver", 0, text, Optional.ofNullable(error), clock.currentTimeMillis());
        errors.report(info, message, error);
    }

    @Override
    public void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public String threadName(String role) {
        return "shaduf-" + app + "-source-" + node.id() + "-" + role + "-" + threads.incrementAndGet();
    }

    private InputPlan planOf(R range) {
        rate.planned(range);
        return new InputPlan.Range(range, source.splits(range, 0).size());
    }
}
