// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.PassedOver;
import dev.shaduf.listener.StreamInputInfo;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes plans of batches from what the inputs have, and writes them into the journal. Used by the planning thread. */
final class BatchPlanner {
    private final StreamGraph graph;
    private final Journal journal;
    private final List<RunningInput> inputs;
    private final Skips skips;

    BatchPlanner(StreamGraph graph, Journal journal, List<RunningInput> inputs, Skips skips) {
        this.skips = skips;
        this.graph = graph;
        this.journal = journal;
        this.inputs = inputs;
    }

    BatchPlan plan(Time time) throws Exception {
        return plan(time, collect());
    }

    /** Plans what was received, for the time after the last one; empty if no input can give any of it now. */
    Optional<BatchPlan> planBacklog(Ticker ticker) throws Exception {
        Map<String, InputPlan> given = collect();
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(plan(ticker.takeNext().time(), given));
    }

    private BatchPlan plan(Time time, Map<String, InputPlan> given) throws Exception {
        BatchPlan plan = new BatchPlan(nextId(), time, given, graph.layout(), skips.next());
        journal.planned(plan);
        if (journal.wantsMemories()) {
            remember();
        }
        return plan;
    }

    /** Gives the journal the memories of sources; nothing is planned meanwhile. */
    void remember() throws Exception {
        Map<String, Serializable> memories = new HashMap<>();
        for (RunningInput input : inputs) {
            Serializable memory = input.memory().orElse(null);
            if (memory != null) {
                memories.put(input.uid(), memory);
            }
        }
        journal.memories(memories);
    }

    PassedOver planEmpty(Time from, long count, Duration interval) throws Exception {
        PassedOver times = new PassedOver(nextId(), from, count, interval, graph.layout());
        journal.planned(times);
        return times;
    }

    boolean hasBacklog() {
        return inputs.stream().anyMatch(RunningInput::hasBacklog);
    }

    /** Describes what each input contributes to a plan that was just made. */
    Map<Integer, StreamInputInfo> describe(BatchPlan plan) {
        return describe(plan, inputs);
    }

    /** Describes what inputs contribute to a plan. */
    static Map<Integer, StreamInputInfo> describe(BatchPlan plan, List<RunningInput> inputs) {
        if (plan.inputs().isEmpty()) {
            return Map.of();
        }
        Map<Integer, StreamInputInfo> infos = new HashMap<>();
        for (RunningInput input : inputs) {
            InputPlan planned = plan.inputs().get(input.uid());
            if (planned != null) {
                infos.put(input.id(), new StreamInputInfo(input.id(), planned.records(), input.metadata(planned)));
            }
        }
        return Collections.unmodifiableMap(infos);
    }

    private BatchId nextId() {
        return new BatchId(journal.stream(), journal.lastNumber() + 1);
    }

    private Map<String, InputPlan> collect() {
        Map<String, InputPlan> plans = new HashMap<>();
        for (RunningInput input : inputs) {
            InputPlan plan = ask(input);
            if (!(plan instanceof InputPlan.Nothing)) {
                plans.put(input.uid(), plan);
            }
        }
        return plans;
    }

    /** An interrupt must not lose what other inputs have given for this batch already: it is kept for the next wait. */
    private static InputPlan ask(RunningInput input) {
        try {
            return input.plan();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError | AssertionError e) {
            input.reportError("cannot be planned; it has nothing in this batch and is asked again for the next one", e);
        }
        return new InputPlan.Nothing();
    }
}
