// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.BatchTotals;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StateStatus;
import java.util.List;
import java.util.Optional;

/** The figures of a job, asked for piece by piece because some of them cost time. Safe for use by many threads. */
public final class JobStatus {
    private final JobEnvironment job;
    private final List<RunningInput> inputs;
    private final WaitingPlaces places;
    private final JobFigures figures;
    private final boolean running;

    JobStatus(
            JobEnvironment job, List<RunningInput> inputs, WaitingPlaces places, JobFigures figures, boolean running) {
        this.job = job;
        this.inputs = inputs;
        this.places = places;
        this.figures = figures;
        this.running = running;
    }

    public BatchTotals totals() {
        JobFigures.Counts counts = figures.counts();
        return new BatchTotals(
                counts.completed(),
                counts.failed(),
                places.size(),
                running ? 1 : 0,
                counts.retries(),
                counts.records(),
                counts.recordsPerSecond(),
                counts.gaps(),
                counts.passedOver(),
                job.journal().size(),
                job.bus().dropped());
    }

    public Optional<BatchInfo> lastBatch() {
        return Optional.ofNullable(figures.last());
    }

    /** Lists the batches kept for statistics, oldest first. */
    public List<BatchInfo> batches() {
        return figures.batches();
    }

    public DelayStatus schedulingDelay() {
        return figures.delay(BatchInfo::schedulingDelayNanos);
    }

    public DelayStatus processingDelay() {
        return figures.delay(BatchInfo::processingDelayNanos);
    }

    public DelayStatus totalDelay() {
        return figures.delay(BatchInfo::totalDelayNanos);
    }

    public List<InputStatus> inputs() {
        return inputs.stream().map(RunningInput::status).toList();
    }

    public List<ReceiverInfo> receivers() {
        return inputs.stream().flatMap(input -> input.receiver().stream()).toList();
    }

    public List<StateStatus> states() {
        return job.engine().states(job.journal().stream()).stream()
                .map(s -> new StateStatus(s.uid(), s.partitions(), s.keys(), s.touched(), s.versions()))
                .toList();
    }
}
