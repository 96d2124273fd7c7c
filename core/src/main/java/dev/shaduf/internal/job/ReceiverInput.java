// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.SourceProgress;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.internal.receiver.ReceiverRun;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An input that is fed by a receiver. */
final class ReceiverInput implements RunningInput {
    private final InputNode node;
    private final ReceiverRun run;
    private final RateControl rate;
    private final InputErrors errors;
    /** Whether what was in a block when the process ended is in the log. */
    private final LongPredicate logged;

    private final AtomicLong records = new AtomicLong();
    private volatile long lastPlanned = -1;

    /** The highest number of a block whose batch is completed: one taken since may not be in the journal yet. */
    private volatile long lastCommitted = -1;

    ReceiverInput(InputNode node, ReceiverRun run, RateControl rate, InputErrors errors, LongPredicate logged) {
        this.node = node;
        this.run = run;
        this.rate = rate;
        this.errors = errors;
        this.logged = logged;
    }

    @Override
    public int id() {
        return node.id();
    }

    @Override
    public String uid() {
        return node.uid();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public void start() {
        run.limit(rate.rate());
        run.start();
    }

    @Override
    public void restore(SourceProgress progress) {
        if (progress.memory() instanceof Long number) {
            lastPlanned = number;
            lastCommitted = number;
        }
    }

    @Override
    public void restore(List<InputPlan> needed) {
        Set<Long> numbers = needed.stream().flatMap(ReceiverInput::numbers).collect(Collectors.toSet());
        run.restore(lastPlanned, numbers::contains);
    }

    /** The number of an input follows from its place in the program, which may have changed. What is lost is left out. */
    @Override
    public InputPlan adopt(InputPlan plan) {
        return plan instanceof InputPlan.Blocks taken
                ? new InputPlan.Blocks(taken.blocks().stream()
                        .filter(block -> logged.test(block.id().number()))
                        .map(block -> new BlockInfo(
                                new BlockId(node.id(), block.id().number()), block.records(), block.bytes()))
                        .toList())
                : plan;
    }

    @Override
    public void retain(List<InputPlan> needed) throws IOException {
        long lowest = needed.stream()
                .flatMap(ReceiverInput::numbers)
                .mapToLong(Long::longValue)
                .min()
                .orElse(lastCommitted + 1);
        run.forgetBefore(lowest);
    }

    @Override
    public boolean canRead(InputPlan plan) {
        return numbers(plan).allMatch(logged::test);
    }

    @Override
    public InputPlan plan() {
        List<BlockInfo> blocks = run.takeBlocks();
        for (BlockInfo block : blocks) {
            lastPlanned = Math.max(lastPlanned, block.id().number());
        }
        return blocks.isEmpty() ? new InputPlan.Nothing() : new InputPlan.Blocks(blocks);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        errors.report(run.info(), message, error);
    }

    @Override
    public void completed(InputPlan plan, BatchTiming timing) {
        long known = Math.max(0, plan.records());
        records.addAndGet(known);
        rate.completed(timing.completedNanos(), known, timing.processingNanos(), timing.schedulingNanos());
        run.limit(rate.rate());
    }

    @Override
    public void committed(InputPlan plan) {
        List<BlockId> blocks = blocks(plan);
        if (!blocks.isEmpty()) {
            lastCommitted =
                    Math.max(lastCommitted, blocks.get(blocks.size() - 1).number());
            run.completed(blocks);
        }
    }

    @Override
    public void drain() {
        run.drain();
    }

    @Override
    public boolean hasBacklog() {
        ReceiverRun.Backlog backlog = run.backlog();
        return backlog.records() != 0 || backlog.bytes() != 0;
    }

    @Override
    public void close(Duration timeout) throws InterruptedException {
        try {
            if (!run.stop(timeout)) {
                throw new IllegalStateException("its threads did not end within " + timeout);
            }
        } finally {
            run.blocks().close();
        }
    }

    @Override
    public InputStatus status() {
        ReceiverRun.Backlog backlog = run.backlog();
        return new InputStatus(
                node.id(),
                node.name(),
                node.uid(),
                records.get(),
                rate.rate(),
                backlog.records(),
                backlog.bytes(),
                errors.count(),
                run.counters());
    }

    @Override
    public Optional<ReceiverInfo> receiver() {
        return Optional.of(run.info());
    }

    private static Stream<Long> numbers(InputPlan plan) {
        return blocks(plan).stream().map(BlockId::number);
    }

    private static List<BlockId> blocks(InputPlan plan) {
        List<BlockId> blocks = new ArrayList<>();
        if (plan instanceof InputPlan.Blocks taken) {
            for (BlockInfo block : taken.blocks()) {
                blocks.add(block.id());
            }
        }
        return blocks;
    }
}
