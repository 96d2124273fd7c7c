// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateChunks;
import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.StateSegmentNames;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkContext;
import scala.reflect.ClassTag$;

/** Runs plans on a cluster. */
final class SparkEngine implements Engine {
    private final SparkApplication application;
    private final SparkContext spark;
    private final Optional<Integer> parallelism;
    private final Runs runs;
    private final SparkStates states;
    private volatile boolean closed;

    private SparkEngine(SparkApplication application, Optional<Integer> parallelism) {
        this.application = application;
        this.spark = application.context();
        this.parallelism = parallelism;
        this.runs = new Runs(spark);
        this.states = new SparkStates(spark, runs);
    }

    /** Starts an engine on the application of this JVM, which is started if there is none. */
    static SparkEngine start(String master, StreamingConf conf) {
        return new SparkEngine(
                SparkApplication.acquire(master, conf),
                conf.find(StreamingSettings.DEFAULT_PARALLELISM).map(Long::intValue));
    }

    @Override
    public int defaultParallelism() {
        return parallelism.orElseGet(spark::defaultParallelism);
    }

    @Override
    public <R> List<R> run(Job<R> job) throws Exception {
        checkOpen();
        for (int partition : job.partitions()) {
            if (partition < 0 || partition >= job.node().partitions()) {
                throw new IllegalArgumentException(job.name() + " asks for partition " + partition + " of "
                        + job.node().origin() + ", which has " + job.node().partitions() + ", counted from 0");
            }
        }
        prepare(job);
        List<byte[]> results = runs.run(
                job.scope(),
                job.name(),
                () -> states.plans()
                        .rdd(
                                job.scope(),
                                job.node(),
                                new Ran<>(job.terminal(), job.node().origin())),
                job.partitions(),
                new First<>());
        return results(results);
    }

    private void prepare(Job<?> job) throws Exception {
        if (job.node() instanceof StateUpdateNode update) {
            states.prepare(job.scope(), update);
        } else if (job.node() instanceof StateViewNode view) {
            states.prepare(job.scope(), view.update());
        } else {
            new Preparation(states).prepare(job.scope(), job.node());
        }
    }

    @SuppressWarnings("unchecked") // What the terminal of the job returned.
    private static <R> List<R> results(List<byte[]> written) throws Exception {
        List<R> results = new ArrayList<>(written.size());
        for (byte[] result : written) {
            results.add((R) Wire.read(result));
        }
        return results;
    }

    @Override
    public void update(StateUpdateNode node, JobScope scope, UUID space) throws Exception {
        checkOpen();
        states.update(scope, node, space);
    }

    @Override
    public void publish(UUID space, Time time) {
        states.publish(space, time);
    }

    @Override
    public void rollback(UUID space, Time time) {
        states.rollback(space, time);
    }

    @Override
    public void retain(UUID space, Time oldest) {
        states.retain(space, oldest);
    }

    @Override
    public void open(UUID space, StateOptions options) {
        states.open(space, options);
    }

    @Override
    public void changes(UUID space, Time after, Time upTo, StateChunks into) throws Exception {
        states.changes(space, after, upTo, into);
    }

    @Override
    public List<StateSegment> snapshot(UUID space, Time time, CheckpointStore store, StateSegmentNames names)
            throws Exception {
        return states.snapshot(space, time, store, names);
    }

    @Override
    public StateLoading load(UUID space, CheckpointStore store, Time oldest) {
        return states.load(space, store, oldest);
    }

    @Override
    public List<StateInfo> states(UUID space) {
        return states.infos(space);
    }

    @Override
    public void drop(UUID space) {
        states.drop(space);
    }

    @Override
    public void forget(long cachedId) {
        states.plans().forget(cachedId);
    }

    @Override
    public void end(JobScope scope) {
        states.plans().end(scope);
    }

    @Override
    public void cancel(JobScope scope) {
        runs.cancel(scope);
    }

    @Override
    public boolean isDistributed() {
        return true;
    }

    @Override
    public Optional<String> fault(Object carried) {
        return new Travelling(carried).fault();
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        checkOpen();
        return new SparkBroadcast<>(spark.broadcast(value, ClassTag$.MODULE$.apply(Object.class)));
    }

    @Override
    public LongAccumulator longAccumulator(String name) {
        return new SparkLongAccumulator(name, spark.longAccumulator(name));
    }

    @Override
    public DoubleAccumulator doubleAccumulator(String name) {
        return new SparkDoubleAccumulator(name, spark.doubleAccumulator(name));
    }

    @Override
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return new SparkCollectionAccumulator<>(name, spark.collectionAccumulator(name));
    }

    @Override
    public <T> CollectionAccumulator<T> notes(String name) {
        return new SparkNotes<>(spark, name);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            runs.cancelAll();
            states.clear();
            states.plans().clear();
        } finally {
            application.release();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed and runs no more jobs; make a new context");
        }
    }
}
