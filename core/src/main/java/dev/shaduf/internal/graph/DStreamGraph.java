// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.internal.rdd.UserFailure;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graph of streams of one context. */
public final class DStreamGraph implements StreamGraph {
    private static final Logger LOG = LoggerFactory.getLogger(DStreamGraph.class);
    private static final long LONGEST_WAIT_FOR_FUNCTIONS_MILLIS = 1_000;

    private final Duration batchInterval;
    private final RddFactory factory;
    private final int defaultParallelism;
    private UUID stream;
    private final Clock clock;
    private final List<Operation> operations = new ArrayList<>();
    private final List<StreamNode<?>> nodes = new ArrayList<>();
    private final StreamInputs inputs = new StreamInputs();
    private final Outputs outputs = new Outputs();
    private final List<Hint> hints = new ArrayList<>();
    private final Batches batches = new Batches();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Phase phase = Phase.BUILDING;
    private boolean unpersists = true;
    private long mostDeadLetters = Long.MAX_VALUE;
    private long epoch = 1;
    private BatchProbe probe = BatchProbe.NONE;
    private @Nullable PrintStream console;
    private final SkippedInputs skipped = new SkippedInputs();
    private @Nullable Duration remember;
    private @Nullable Duration snapshotInterval;
    private volatile @Nullable Time zero;
    private volatile @Nullable Uids uids;
    private volatile @Nullable Layout layout;
    private volatile @Nullable Retention retention;

    /**
     * Creates an empty graph.
     *
     * @param batchInterval the batch interval
     * @param factory makes RDDs
     * @param defaultParallelism partitions of a shuffle where none are given
     * @param stream the id of the stream, unless {@link #identify} gives another
     * @param clock the clock
     */
    public DStreamGraph(Duration batchInterval, RddFactory factory, int defaultParallelism, UUID stream, Clock clock) {
        if (batchInterval.milliseconds() <= 0) {
            throw new IllegalArgumentException(
                    "the batch interval is " + batchInterval + "; it must be greater than zero, such as 1000 ms");
        }
        this.batchInterval = batchInterval;
        this.factory = factory;
        this.defaultParallelism = defaultParallelism;
        this.stream = stream;
        this.clock = clock;
    }

    // ---- set up, before the first stream

    /** Says where {@code print} prints; standard output unless called. */
    public DStreamGraph console(PrintStream stream) {
        this.console = stream;
        return this;
    }

    /** Says whether records that streams persisted are forgotten once nothing needs them. */
    public DStreamGraph unpersists(boolean unpersist) {
        this.unpersists = unpersist;
        return this;
    }

    /** Says who is told of the steps that batches reach in outputs. */
    public DStreamGraph probe(BatchProbe newProbe) {
        this.probe = newProbe;
        return this;
    }

    /** Says how many records a task may set aside. */
    public DStreamGraph mostDeadLetters(long most) {
        this.mostDeadLetters = most;
        return this;
    }

    @Override
    public void identify(UUID newStream, long newEpoch) {
        this.stream = newStream;
        this.epoch = newEpoch;
    }

    /** Has all streams remember their RDDs for a time at least. */
    public void remember(Duration duration) {
        Origin origin = Origins.here("remember");
        requireOpen(origin);
        if (duration.milliseconds() <= 0) {
            throw new IllegalArgumentException(
                    origin + " is refused: " + duration + " is no time to remember; give more than zero");
        }
        if (remember != null) {
            throw new IllegalStateException(origin + " is refused: " + remember
                    + " has been set before, and it can be set once; call remember once with the longest");
        }
        remember = duration;
    }

    /** Has the states be written whole at the latest after a time; the shortest time holds. */
    void snapshotWithin(Duration interval) {
        Duration known = snapshotInterval;
        snapshotInterval = known == null ? interval : known.min(interval);
    }

    /** Returns the longest time between two snapshots of the states, if the program asked for one. */
    public Optional<Duration> snapshotInterval() {
        return Optional.ofNullable(snapshotInterval);
    }

    /** Finds inputs whose records cannot survive the process. */
    public List<String> unrecoverable() {
        return inputs.unrecoverable();
    }

    /** Makes the streams that a program begins with. */
    public StreamFactory streams() {
        return new StreamFactory(this);
    }

    // ---- what declarations add

    void add(StreamInput<?> input) {
        inputs.add(input);
    }

    int countInputs() {
        return inputs.size();
    }

    /** Begins an operation that the program calls. */
    Operation operation(String kind) {
        Operation operation = new Operation(this, kind, Origins.here(kind));
        requireOpen(operation.origin());
        operations.add(operation);
        return operation;
    }

    void add(StreamNode<?> node) {
        nodes.add(node);
    }

    void add(OutputNode<?> output) {
        outputs.add(output);
    }

    /** Says something at the start that the program should know. */
    void hint(Operation operation, String what) {
        hints.add(new Hint(operation, what));
    }

    private record Hint(Operation operation, String what) {}

    void requireOpen(Origin addition) {
        phase.requireOpen(addition);
    }

    // ---- what operators ask

    RddFactory factory() {
        return factory;
    }

    Batches batches() {
        return batches;
    }

    Clock clock() {
        return clock;
    }

    UUID states() {
        return stream;
    }

    BatchProbe probe() {
        return probe;
    }

    long epoch() {
        return epoch;
    }

    int defaultParallelism() {
        return defaultParallelism;
    }

    long mostDeadLetters() {
        return mostDeadLetters;
    }

    /** Has what was set aside for an output that succeeded outlive the attempt: the output is not run again. */
    void keepDeadLetters() {
        locked(() -> {
            for (StreamNode<?> node : nodes) {
                if (node instanceof DeadLetterStream stream) {
                    stream.letters().keep();
                }
            }
        });
    }

    boolean unpersists() {
        return unpersists;
    }

    boolean isBuilding() {
        return phase == Phase.BUILDING;
    }

    Time zero() {
        Time known = zero;
        if (known == null) {
            throw new IllegalStateException("there are no batches before the context has started");
        }
        return known;
    }

    PrintStream console() {
        PrintStream chosen = console;
        // checkstyle: allow Console, because print() is what the user asked for
        return chosen == null ? System.out : chosen;
    }

    String uid(Operation operation) {
        return uids().of(operation);
    }

    private Uids uids() {
        Uids known = uids;
        return known == null ? Uids.of(operations) : known;
    }

    int partitions(Operation operation, Time time, int given) {
        SkippedInput running = skipped.running();
        Layout planned = running == null ? batches.layout(time) : running.layout();
        return planned.partitions().getOrDefault(uid(operation), given);
    }

    /** Returns the inputs of skipped batches that are read again. */
    SkippedInputs skipped() {
        return skipped;
    }

    /** Runs something under the lock of the graph. */
    <V> V locked(Callable<V> body) throws Exception {
        lock.lockInterruptibly();
        try {
            return body.call();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    // ---- what the scheduler asks

    @Override
    public Duration batchInterval() {
        return batchInterval;
    }

    @Override
    public List<InputNode> inputs() {
        return inputs.all();
    }

    @Override
    public List<OutputInfo> outputs() {
        return outputs.infos();
    }

    /** Works out what each output reaches, in order of registration. */
    public List<OutputGuarantee> guarantees(boolean checkpointed) {
        return outputs.guarantees(checkpointed);
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (outputs.isEmpty()) {
            faults.add("No output operations registered, so nothing to execute: end a stream with print, foreachRDD,"
                    + " sinkTo or saveAsTextFiles before start()");
        }
        faults.addAll(Uids.of(operations).faults());
        for (Operation operation : operations) {
            faults.addAll(operation.faults(factory.engine()));
        }
        return faults;
    }

    @Override
    public List<String> ambiguousUids() {
        return Uids.of(operations).ambiguous();
    }

    @Override
    public GraphShape shape() {
        return new Shapes(uids()).of(operations, inputs.all());
    }

    @Override
    public void start(Time newZero) {
        phase = phase.start();
        uids = Uids.of(operations);
        layout = newLayout();
        retention = Retention.of(nodes, remember == null ? batchInterval : remember);
        zero = newZero;
        for (Hint hint : hints) {
            LOG.info("{} {}", hint.operation(), hint.what());
        }
        openOutputs();
    }

    private void openOutputs() {
        try {
            outputs.open();
        } catch (IllegalStateException e) {
            SinkSessions.close(stream);
            throw e;
        }
    }

    /** A function of the program that never ends, in {@code transform} perhaps, cannot keep the graph from stopping. */
    @Override
    public void stop() {
        phase = Phase.STOPPED;
        boolean idle = false;
        try {
            idle = lock.tryLock(LONGEST_WAIT_FOR_FUNCTIONS_MILLIS, TimeUnit.MILLISECONDS);
            if (idle) {
                forgetAll();
            } else {
                LOG.warn("A function of the program still runs on the driver; what it built is left to be collected");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (idle) {
                lock.unlock();
            }
        }
        SinkSessions.close(stream);
    }

    private void forgetAll() {
        Time end = new Time(Long.MAX_VALUE);
        nodes.forEach(node -> node.forget(end));
        batches.forget(end);
    }

    @Override
    public Layout layout() {
        Layout known = layout;
        return known == null ? newLayout() : known;
    }

    private Layout newLayout() {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        for (Operation operation : operations) {
            Partitioner partitioner = operation.partitioner().orElse(null);
            if (partitioner != null) {
                partitions.put(uid(operation), partitioner.numPartitions());
            }
        }
        return new Layout(partitions);
    }

    @Override
    public void assign(Time time, Map<String, InputPlan> plans, Layout layout) {
        Time start = zero();
        if (!time.after(start) || !batches.isOpen(time)) {
            throw new IllegalStateException("there is no batch at " + time + ": batches follow " + start
                    + ", each after those that have completed");
        }
        inputs.require(time, plans.keySet());
        inputs.assign(time, plans);
        batches.add(time, layout);
    }

    @Override
    public void restore(Time time, Map<String, InputPlan> plans, Layout layout) {
        inputs.assign(time, plans);
        batches.add(time, layout);
        batches.run(time);
        batches.complete(time);
    }

    @Override
    public List<PastReader> pastReaders() {
        return PastReaders.of(this, nodes, retention());
    }

    @Override
    public Recovery ask(String output, SinkBatch batch) throws Exception {
        return outputs.ask(output, batch);
    }

    @Override
    public void prune(BatchId horizon) {
        outputs.prune(horizon);
    }

    @Override
    public void prepare(StateUpdateNode update, JobScope scope) throws Exception {
        factory().prepare(update, scope);
    }

    @Override
    public List<StateUpdateNode> updates(Time time) throws Exception {
        return locked(() -> {
            batches.run(time);
            List<StateUpdateNode> updates = new ArrayList<>();
            for (StreamNode<?> node : nodes) {
                if (node instanceof StatefulStream<?, ?, ?> stateful) {
                    StateUpdateNode update = update(stateful, time).orElse(null);
                    if (update != null) {
                        updates.add(update);
                    }
                }
            }
            return updates;
        });
    }

    @Override
    public List<OutputJob> jobs(Time time) {
        batches.run(time);
        return outputs.jobs(time);
    }

    /** A state that was left out is not updated; one behind an operator that was left out is left out itself. */
    private static Optional<StateUpdateNode> update(StatefulStream<?, ?, ?> stateful, Time time) throws Exception {
        if (stateful.whyLeftOut(time).isPresent()) {
            return Optional.empty();
        }
        try {
            return stateful.updateAt(time);
        } catch (LeftOutException e) {
            stateful.leaveOut(time, e.failure());
            return Optional.empty();
        }
    }

    @Override
    public boolean leaveOut(Time time, Throwable failure) throws Exception {
        Set<Origin> operators = UserFailure.operators(failure);
        return locked(() -> {
            Optional<StreamNode<?>> culprit = nodes.stream()
                    .filter(node -> node.isMadeBy(operators, time))
                    .findFirst();
            boolean fresh = culprit.isPresent() && culprit.get().leaveOut(time, failure);
            if (fresh) {
                nodes.forEach(node -> node.unmake(time));
            }
            return fresh;
        });
    }

    @Override
    public List<SkippedBatch.State> statesLeftOut(Time time) throws Exception {
        return locked(() -> nodes.stream()
                .filter(StatefulStream.class::isInstance)
                .flatMap(node -> node.whyLeftOut(time).stream()
                        .map(why -> new SkippedBatch.State(uid(node.operation()), why.toString())))
                .toList());
    }

    @Override
    public void replay(Time time, List<SkippedInput> given) {
        skipped.give(time, given);
    }

    @Override
    public void hold(Time time, Map<String, InputPlan> plans) {
        inputs.hold(time, plans);
    }

    @Override
    public void release(Time time) {
        inputs.release(time);
    }

    @Override
    public void discard(Time time) {
        locked(() -> nodes.forEach(node -> node.discard(time)));
    }

    @Override
    public void forget(Time completed) {
        locked(() -> {
            batches.complete(completed);
            skipped.forget(completed);
            for (StreamNode<?> node : nodes) {
                node.forget(completed.minus(retention().of(node)));
            }
            batches.forget(completed.minus(retention().longest()));
        });
    }

    @Override
    public Time oldestNeeded(Time completed) {
        return completed.minus(retention().longest()).plus(new Duration(1));
    }

    @Override
    public Duration reach() {
        return retention().reach();
    }

    private Retention retention() {
        Retention known = retention;
        if (known == null) {
            throw new IllegalStateException("nothing is remembered before the context has started");
        }
        return known;
    }

    /** Returns how long an operator remembers its RDDs. */
    Duration remembers(StreamNode<?> node) {
        return retention().of(node);
    }

    @Override
    public boolean slides() {
        return nodes.stream().anyMatch(node -> !node.slide().equals(batchInterval));
    }

    @Override
    public boolean needsEveryTime() {
        return nodes.stream().anyMatch(StreamNode::needsEveryTime);
    }

    /** Returns the RDDs of a stream between two times, both included. */
    <R extends RDD<?>> List<R> slice(StreamNode<R> node, Time from, Time to) throws Exception {
        Time start = from.max(zero()).floor(node.slide(), zero());
        return locked(() -> {
            List<R> rdds = new ArrayList<>();
            for (Time time : batches.within(start.minus(new Duration(1)), to)) {
                Optional<R> rdd = batches.hasRun(time) ? node.rdd(time) : Optional.empty();
                rdd.ifPresent(rdds::add);
            }
            return rdds;
        });
    }
}
