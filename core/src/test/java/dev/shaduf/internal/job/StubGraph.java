// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.Layout;
import dev.shaduf.internal.graph.OutputInfo;
import dev.shaduf.internal.graph.OutputJob;
import dev.shaduf.internal.graph.PastReader;
import dev.shaduf.internal.graph.SkippedInput;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A graph whose outputs are pieces of a test. */
final class StubGraph implements StreamGraph {
    /** What an output does. */
    interface Output {
        void run(Time time, JobScope scope) throws Exception;
    }

    private final Events events;
    private final Duration interval;
    private final List<Output> outputs = new ArrayList<>();
    private Duration reach = new Duration(0);
    private boolean everyTime;

    StubGraph(Events events, Duration interval) {
        this.events = events;
        this.interval = interval;
    }

    StubGraph output(Output output) {
        outputs.add(output);
        return this;
    }

    StubGraph needsEveryTime(Duration howFarBack) {
        everyTime = true;
        reach = howFarBack;
        return this;
    }

    @Override
    public Duration batchInterval() {
        return interval;
    }

    @Override
    public List<InputNode> inputs() {
        return List.of();
    }

    @Override
    public List<OutputInfo> outputs() {
        return List.of();
    }

    @Override
    public List<String> ambiguousUids() {
        return List.of();
    }

    @Override
    public GraphShape shape() {
        return new GraphShape(List.of(), List.of(), List.of());
    }

    @Override
    public void identify(UUID stream, long epoch) {}

    @Override
    public void restore(Time time, Map<String, InputPlan> inputs, Layout layout) {}

    @Override
    public List<PastReader> pastReaders() {
        return List.of();
    }

    @Override
    public Recovery ask(String output, SinkBatch batch) {
        return Recovery.NOT_COMMITTED;
    }

    @Override
    public void prune(BatchId horizon) {}

    @Override
    public boolean slides() {
        return false;
    }

    @Override
    public List<String> faults() {
        return List.of();
    }

    @Override
    public void start(Time zero) {
        events.add("zero " + zero.milliseconds());
    }

    @Override
    public void stop() {
        events.add("graph stopped");
    }

    @Override
    public Layout layout() {
        return new Layout(Map.of());
    }

    @Override
    public void assign(Time time, Map<String, InputPlan> inputs, Layout layout) {
        events.add("assign " + time.milliseconds() + " " + inputs.keySet());
    }

    @Override
    public List<StateUpdateNode> updates(Time time) {
        return List.of();
    }

    @Override
    public List<OutputJob> jobs(Time time) {
        List<OutputJob> jobs = new ArrayList<>();
        for (Output output : outputs) {
            jobs.add(new Job(jobs.size(), time, output));
        }
        return jobs;
    }

    @Override
    public boolean leaveOut(Time time, Throwable failure) {
        return false;
    }

    @Override
    public List<SkippedBatch.State> statesLeftOut(Time time) {
        return List.of();
    }

    @Override
    public void replay(Time time, List<SkippedInput> given) {
        given.forEach(replay -> events.add("replay " + replay.of().number() + " " + replay.outputs()));
    }

    @Override
    public void hold(Time time, Map<String, InputPlan> plans) {
        events.add("hold " + time.milliseconds());
    }

    @Override
    public void release(Time time) {
        events.add("release " + time.milliseconds());
    }

    @Override
    public void discard(Time time) {
        events.add("discard " + time.milliseconds());
    }

    @Override
    public void forget(Time completed) {
        events.add("forget " + completed.milliseconds());
    }

    @Override
    public Time oldestNeeded(Time completed) {
        return completed;
    }

    @Override
    public Duration reach() {
        return reach;
    }

    @Override
    public boolean needsEveryTime() {
        return everyTime;
    }

    private record Job(int id, Time time, Output output) implements OutputJob {
        @Override
        public String name() {
            return "output-" + id;
        }

        @Override
        public String uid() {
            return name();
        }

        @Override
        public String replayRefusal() {
            return "";
        }

        @Override
        public Origin origin() {
            return new Origin("foreachRDD", "Program.java:" + (id + 1));
        }

        @Override
        public void run(JobScope scope) throws Exception {
            output.run(time, scope);
        }
    }
}
