// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Engine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;

/** Makes the typed RDDs of one engine context, and knows in which scope the calling thread's actions run. */
public final class RddFactory {
    private final EngineContext context;
    private final Engine engine;
    private final String owner;

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
        throw new UnsupportedOperationException("not built yet " + owner + node);
    }

    /** Gives a node of pairs its typed front. */
    public <K, V> PairRDD<K, V> pairs(PlanNode node) {
        throw new UnsupportedOperationException("not built yet " + node);
    }

    /** Returns the node behind an RDD made by any factory. */
    public static PlanNode node(RDD<?> rdd) {
        throw new UnsupportedOperationException("not built yet " + rdd);
    }

    /**
     * Has the actions of the calling thread run in a scope until the result is closed. Outside, each action has a scope
     * of its own, which ends with it.
     */
    public Entered enter(JobScope scope) {
        throw new UnsupportedOperationException("not built yet " + scope);
    }

    /** Ends what {@link #enter} began. */
    public interface Entered extends AutoCloseable {
        @Override
        void close();
    }
}
