// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An input that takes what the program put into a queue. */
final class QueueInput implements RunningInput {
    private final InputNode node;
    private final Supplier<InputPlan> queue;
    private final InputErrors errors;

    QueueInput(InputNode node, Supplier<InputPlan> queue, InputErrors errors) {
        this.node = node;
        this.queue = queue;
        this.errors = errors;
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
    public void start() {}

    @Override
    public InputPlan plan() {
        return queue.get();
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        errors.report(
                new ReceiverInfo(node.id(), name(), true, "driver", 0, message, Optional.ofNullable(error), -1),
                message,
                error);
    }

    @Override
    public void completed(InputPlan plan, BatchTiming timing) {}

    @Override
    public void committed(InputPlan plan) {}

    @Override
    public void drain() {}

    @Override
    public void close(Duration timeout) {}

    @Override
    public InputStatus status() {
        return new InputStatus(
                node.id(), name(), node.uid(), 0, Double.POSITIVE_INFINITY, 0, 0, errors.count(), Map.of());
    }
}
