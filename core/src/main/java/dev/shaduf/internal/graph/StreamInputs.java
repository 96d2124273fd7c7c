// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The inputs of a graph, in order of registration. */
final class StreamInputs {
    private final List<StreamInput<?>> inputs = new ArrayList<>();

    void add(StreamInput<?> input) {
        inputs.add(input);
    }

    int size() {
        return inputs.size();
    }

    List<InputNode> all() {
        return List.copyOf(inputs);
    }

    /** Finds inputs whose records cannot survive the process. */
    List<String> unrecoverable() {
        return inputs.stream()
                .filter(input -> input instanceof QueueStream<?>)
                .map(input ->
                        input.operation() + " cannot be used with a checkpoint directory: its RDDs live in one run of"
                                + " the program; use stream(Source) with a source that can be read again")
                .toList();
    }

    /** Refuses a plan that names inputs which do not exist. */
    void require(Time time, Set<String> planned) {
        Set<String> known = new TreeSet<>();
        for (StreamInput<?> input : inputs) {
            known.add(input.uid());
        }
        if (!known.containsAll(planned)) {
            throw new IllegalStateException("the plan of the batch at " + time + " names inputs "
                    + new TreeSet<>(planned) + "; there are " + known);
        }
    }

    /** Gives each its part of the plan of a batch. */
    void assign(Time time, Map<String, InputPlan> plans) {
        for (StreamInput<?> input : inputs) {
            input.assign(time, planned(plans, input));
        }
    }

    /** Keeps what a batch held beyond the time that windows need it. */
    void hold(Time time, Map<String, InputPlan> plans) {
        for (StreamInput<?> input : inputs) {
            input.hold(time, planned(plans, input));
        }
    }

    /** Ends that. */
    void release(Time time) {
        for (StreamInput<?> input : inputs) {
            input.release(time);
        }
    }

    private static InputPlan planned(Map<String, InputPlan> plans, StreamInput<?> input) {
        InputPlan plan = plans.get(input.uid());
        return plan == null ? new InputPlan.Nothing() : plan;
    }
}
