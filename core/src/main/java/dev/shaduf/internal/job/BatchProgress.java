// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.OutputJob;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.OutputOperationInfo;
import dev.shaduf.listener.StreamInputInfo;
import dev.shaduf.listener.StreamingListenerBatchCompleted;
import dev.shaduf.listener.StreamingListenerBatchFailed;
import dev.shaduf.listener.StreamingListenerBatchStarted;
import dev.shaduf.listener.StreamingListenerBatchSubmitted;
import dev.shaduf.listener.StreamingListenerOutputOperationCompleted;
import dev.shaduf.listener.StreamingListenerOutputOperationStarted;
import dev.shaduf.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one batch through its attempts: measures, and tells listeners. Used by the batch thread. */
final class BatchProgress {
    private final BatchPlan plan;
    private final Clock clock;
    private final ListenerBus bus;
    private final Map<Integer, StreamInputInfo> inputs;
    private final Map<Integer, OutputOperationInfo> outputs = new HashMap<>();
    private final long submittedMillis;
    private final long startMillis;
    private final long startNanos;
    private final long schedulingNanos;
    private int attempt = 1;
    private long outputStartMillis;
    private long outputStartNanos;

    BatchProgress(WaitingBatch batch, BatchPlan plan, Clock clock, ListenerBus bus) {
        this.plan = plan;
        this.clock = clock;
        this.bus = bus;
        this.inputs = plan.id().equals(batch.plan().id()) ? batch.inputs() : Map.of();
        this.submittedMillis = batch.submittedMillis();
        this.startMillis = clock.currentTimeMillis();
        this.startNanos = clock.nanoTime();
        this.schedulingNanos = Math.max(0, startNanos - batch.submittedNanos());
    }

    static void submitted(WaitingBatch batch, ListenerBus bus) {
        BatchPlan plan = batch.plan();
        BatchInfo info = new BatchInfo(
                plan.id(), plan.time(), 1, batch.inputs(), batch.submittedMillis(), -1, -1, -1, -1, Map.of());
        bus.post(l -> l.onBatchSubmitted(new StreamingListenerBatchSubmitted(info)));
    }

    void started() {
        if (!bus.silent()) {
            BatchInfo info = info(-1, -1);
            bus.post(l -> l.onBatchStarted(new StreamingListenerBatchStarted(info)));
        }
    }

    void attempt(int number) {
        attempt = number;
    }

    void outputStarted(OutputJob job) {
        outputStartMillis = clock.currentTimeMillis();
        outputStartNanos = clock.nanoTime();
        if (!bus.silent()) {
            OutputOperationInfo info = output(job, -1, -1, Optional.empty());
            bus.post(l -> l.onOutputOperationStarted(new StreamingListenerOutputOperationStarted(info)));
        }
    }

    void outputEnded(OutputJob job, @Nullable Throwable failure) {
        long took = clock.nanoTime() - outputStartNanos;
        OutputOperationInfo info = output(
                job, clock.currentTimeMillis(), took, failure == null ? Optional.empty() : Optional.of(text(failure)));
        outputs.put(job.id(), info);
        if (!bus.silent()) {
            bus.post(l -> l.onOutputOperationCompleted(new StreamingListenerOutputOperationCompleted(info)));
        }
    }

    /** Ends the measuring. */
    BatchInfo end() {
        return info(clock.currentTimeMillis(), clock.nanoTime() - startNanos);
    }

    void completed(BatchInfo info) {
        if (!bus.silent()) {
            bus.post(l -> l.onBatchCompleted(new StreamingListenerBatchCompleted(info)));
        }
    }

    void failed(BatchInfo info, Throwable cause) {
        if (!bus.silent()) {
            bus.post(l -> l.onBatchFailed(new StreamingListenerBatchFailed(info, cause)));
        }
    }

    private static String text(Throwable failure) {
        return String.valueOf(Failures.thrownByUser(failure));
    }

    private OutputOperationInfo output(OutputJob job, long endMillis, long nanos, Optional<String> failure) {
        return new OutputOperationInfo(
                plan.time(),
                job.id(),
                job.name(),
                job.origin().toString(),
                outputStartMillis,
                endMillis,
                nanos,
                failure);
    }

    private BatchInfo info(long endMillis, long processingNanos) {
        return new BatchInfo(
                plan.id(),
                plan.time(),
                attempt,
                inputs,
                submittedMillis,
                startMillis,
                endMillis,
                schedulingNanos,
                processingNanos,
                outputs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new HashMap<>(outputs)));
    }
}
