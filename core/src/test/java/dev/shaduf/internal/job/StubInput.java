// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An input that a test fills. */
final class StubInput implements RunningInput {
    private final Events events;
    final List<Long> ends = new CopyOnWriteArrayList<>();
    private long records;
    private long blocks;
    private volatile boolean blocksAtClose;
    private volatile boolean withholds;
    private volatile boolean interrupts;

    StubInput(Events events) {
        this.events = events;
    }

    synchronized void fill(long more) {
        records += more;
    }

    /** Gives nothing of what was filled in, as when it cannot be made durable, or gives it again. */
    void withhold(boolean nothing) {
        withholds = nothing;
    }

    void interruptWhenPlanned() {
        interrupts = true;
    }

    void blockAtClose() {
        blocksAtClose = true;
    }

    @Override
    public int id() {
        return 0;
    }

    @Override
    public String uid() {
        return "stub";
    }

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public void start() throws Exception {
        events.add("input started");
    }

    @Override
    public synchronized InputPlan plan() {
        if (interrupts) {
            Thread.currentThread().interrupt();
        }
        if (records > 0 && withholds) {
            events.add("asked in vain");
        }
        if (records == 0 || withholds) {
            return new InputPlan.Nothing();
        }
        long taken = records;
        records = 0;
        return new InputPlan.Blocks(List.of(new BlockInfo(new BlockId(0, blocks++), taken, taken)));
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        events.add("error " + message);
    }

    @Override
    public void completed(InputPlan plan, BatchTiming timing) {
        events.add("learn " + plan.records());
        ends.add(timing.completedNanos());
    }

    @Override
    public void committed(InputPlan plan) {
        events.add("committed " + plan.records());
    }

    @Override
    public void drain() {
        events.add("drain");
    }

    @Override
    public synchronized boolean hasBacklog() {
        return records > 0;
    }

    @Override
    public void close(Duration timeout) throws InterruptedException {
        if (blocksAtClose) {
            Thread.sleep(Long.MAX_VALUE);
        }
        events.add("input closed");
    }

    @Override
    public synchronized InputStatus status() {
        return new InputStatus(0, "stub", "stub", 0, Double.POSITIVE_INFINITY, records, records, 0, Map.of());
    }
}
