// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.rdd.DoubleRDD;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the typed RDDs of one engine context, and knows in which scope the calling thread's actions run. */
public final class RddFactory {
    private final EngineContext context;
    private final Engine engine;
    private final String owner;
    private final KeptNodes kept;
    private final RddCheckpoints checkpoints = new RddCheckpoints();
    private final AtomicLong ids = new AtomicLong();
    private final ThreadLocal<@Nullable JobScope> scopes = new ThreadLocal<>();
    private volatile boolean closed;

    /**
     * Creates a factory.
     *
     * @param context what the RDDs answer as their context
     * @param engine runs their actions
     * @param owner the name of the context, for scopes outside batches
     */
    public RddFactory(EngineContext context, Engine engine, String owner) {
        this.context = context;
        this.engine = engine;
        this.owner = owner;
        this.kept = new KeptNodes(engine);
    }

    /** Returns the engine. */
    public Engine engine() {
        return engine;
    }

    /** Returns the context of the RDDs. */
    public EngineContext context() {
        return context;
    }

    /** Gives a node its typed front. */
    public <T> RDD<T> rdd(PlanNode node) {
        requireOpen(node.origin());
        return new PlannedRdd<>(this, node);
    }

    /** Gives a node of pairs its typed front. */
    public <K, V> PairRDD<K, V> pairs(PlanNode node) {
        requireOpen(node.origin());
        return new PlannedPairRdd<>(this, node);
    }

    /** Replaces the node behind an RDD; the front stays of its kind. */
    @SuppressWarnings("unchecked") // R is the kind of front that was given.
    public <R extends RDD<?>> R like(R rdd, UnaryOperator<PlanNode> change) {
        PlanNode node = change.apply(node(rdd));
        return (R) (rdd instanceof PairRDD<?, ?> ? pairs(node) : rdd(node));
    }

    /** Gives a node of numbers its typed front. */
    public DoubleRDD doubles(PlanNode node) {
        requireOpen(node.origin());
        return new PlannedDoubleRdd(this, node);
    }

    /** Plans a list in consecutive pieces. */
    public PlanNode list(List<?> records, int partitions, Origin origin) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    origin + " asks for " + partitions + " partitions: at least 1 is needed");
        }
        int at = 0;
        for (Object record : records) {
            if (record == null) {
                throw new IllegalArgumentException(
                        "element " + at + " of the list given to " + origin + " is null, and a record is never null");
            }
            at++;
        }
        return new SourceNode(partitions, new ListReader(records, partitions), origin);
    }

    /** Plans a union of RDDs of this factory. */
    public PlanNode union(List<? extends RDD<?>> rdds, Origin origin) {
        return UnionNode.of(rdds.stream().map(rdd -> own(rdd, origin)).toList(), origin);
    }

    /** Returns the node behind an RDD made by any factory. */
    public static PlanNode node(RDD<?> rdd) {
        if (rdd instanceof PlannedRdd<?> planned) {
            return planned.node();
        }
        throw new IllegalArgumentException(
                "an RDD of class " + rdd.getClass().getName() + " was not made by an engine context of this library");
    }

    /**
     * Has the actions of the calling thread run in a scope until the result is closed. Outside, each action has a scope
     * of its own, which ends with it.
     */
    public Entered enter(JobScope scope) {
        JobScope before = scopes.get();
        scopes.set(scope);
        return () -> {
            if (before == null) {
                scopes.remove();
            } else {
                scopes.set(before);
            }
        };
    }

    /** Refuses all further operations on RDDs of this factory; for the end of its context. */
    public void close() {
        closed = true;
        checkpoints.close();
    }

    /** Refuses an operation after the end of the context. */
    public void requireOpen(Origin origin) {
        if (closed) {
            throw new IllegalStateException(
                    origin + ": the engine context '" + owner + "' is closed; use RDDs before closing it");
        }
    }

    /** Ends what {@link #enter} began. */
    public interface Entered extends AutoCloseable {
        @Override
        void close();
    }

    /** The jobs of one action. */
    @FunctionalInterface
    interface Action<R> {
        R run(JobScope scope) throws Exception;
    }

    /** Runs an action of the user, in the scope of the calling thread or in one of its own. */
    <R> R act(Origin origin, Action<R> action) {
        requireOpen(origin);
        requireDriver(origin);
        kept.forgetUnreachable();
        checkpoints.deleteUnreachable();
        JobScope entered = scopes.get();
        JobScope scope = entered != null ? entered : JobScope.adHoc(owner);
        try {
            return action.run(scope);
        } catch (Throwable e) {
            throw UserFailure.rethrow(e);
        } finally {
            if (entered == null) {
                engine.end(scope);
            }
        }
    }

    /** Runs a job. */
    public <R> List<R> run(Job<R> job) throws Exception {
        prepare(job.node(), job.scope());
        return engine.run(job);
    }

    /** Does what a plan needs to have been done before an engine may run it. */
    public void prepare(PlanNode plan, JobScope scope) throws Exception {
        checkpoints.write(plan, this, scope);
    }

    /** Returns the checkpoints of the RDDs of this factory. */
    RddCheckpoints checkpoints() {
        return checkpoints;
    }

    /** Has checkpoints of RDDs written below a directory. */
    public void checkpointIn(String directory) {
        checkpoints.in(directory);
    }

    /** Returns the directory below which checkpoints of RDDs are written. */
    public Optional<String> checkpointDirectory() {
        return checkpoints.directory();
    }

    /** Runs a job over all partitions of a node; none for a node without any. */
    <R> List<R> run(PlanNode node, Terminal<R> terminal, JobScope scope, Origin origin) throws Exception {
        return node.partitions() == 0 ? List.of() : run(Job.over(node, terminal, scope, origin.toString()));
    }

    /** The node behind an RDD that must be of this factory. */
    PlanNode own(RDD<?> rdd, Origin origin) {
        PlanNode node = node(rdd);
        if (rdd.context() != context) {
            throw new IllegalArgumentException(
                    origin + " was given " + rdd + ", an RDD of another engine context; make both from the same one");
        }
        return node;
    }

    CachedNode keep(PlanNode node, StorageLevel level) {
        return kept.keep(node, level);
    }

    void forget(CachedNode node) {
        engine.forget(node.id());
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    private static void requireDriver(Origin origin) {
        TaskContext task = TaskContext.current();
        if (task != null) {
            throw new IllegalStateException(origin + " was called inside a task, in a function given to an operation;"
                    + " actions and sorts belong in the program: collect first, and use a broadcast variable in the"
                    + " function");
        }
    }
}
