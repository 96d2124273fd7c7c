// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.InputRanges;
import dev.shaduf.spi.SourceRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An RDD as a node of the plan, and whether it is kept. */
abstract class PlannedNode<T> implements RDD<T>, InputRanges {
    final RddFactory factory;
    private volatile PlanNode computed;
    private final long id;
    private volatile @Nullable CachedNode kept;
    private volatile @Nullable String name;

    PlannedNode(RddFactory factory, PlanNode node) {
        this.factory = factory;
        this.computed = node;
        this.id = factory.nextId();
    }

    /** The node that jobs compute and RDDs derived from now on read. */
    final PlanNode node() {
        CachedNode cached = kept;
        return cached != null ? cached : computed;
    }

    /** The number of partitions where none is given. */
    final int parallelism() {
        return factory.engine().defaultParallelism();
    }

    @Override
    public RDD<T> cache() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public synchronized RDD<T> persist(StorageLevel level) {
        StorageLevel present = getStorageLevel();
        if (present.keeps() && !present.equals(level)) {
            throw new UnsupportedOperationException(Origins.here("persist") + ": the storage level of " + this + " is "
                    + present + " already and cannot become " + level + "; unpersist it first");
        }
        if (!present.keeps() && level.keeps()) {
            factory.requireOpen(computed.origin());
            kept = factory.keep(computed, level);
        }
        return this;
    }

    @Override
    public synchronized RDD<T> unpersist() {
        CachedNode cached = kept;
        if (cached != null) {
            kept = null;
            factory.forget(cached);
        }
        return this;
    }

    @Override
    public synchronized void checkpoint() {
        Origin origin = Origins.here("checkpoint");
        factory.requireOpen(origin);
        if (isMarked()) {
            return;
        }
        CachedNode cached = kept;
        PlanNode written = factory.checkpoints().begin(node(), origin);
        computed = written;
        if (cached != null) {
            kept = factory.keep(written, cached.level());
        }
    }

    private boolean isMarked() {
        return computed instanceof SourceNode source && source.reader() instanceof CheckpointReader;
    }

    @Override
    public boolean isCheckpointed() {
        return getCheckpointFile().isPresent();
    }

    @Override
    public Optional<String> getCheckpointFile() {
        return factory.checkpoints().file(computed);
    }

    @Override
    public StorageLevel getStorageLevel() {
        CachedNode cached = kept;
        return cached == null ? StorageLevel.NONE : cached.level();
    }

    @Override
    public RDD<T> setName(String newName) {
        name = newName;
        return this;
    }

    @Override
    public String name() {
        String given = name;
        return given != null ? given : computed.origin().toString();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public int getNumPartitions() {
        return computed.partitions();
    }

    @Override
    public Optional<Partitioner> partitioner() {
        return computed.partitioner();
    }

    @Override
    public List<SourceRange> inputRanges() {
        return RangesRead.by(computed);
    }

    @Override
    public EngineContext context() {
        return factory.context();
    }

    @Override
    public String toString() {
        return "RDD " + id + " (" + name() + ")";
    }
}
