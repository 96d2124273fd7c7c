// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.CachedNode;
import dev.shaduf.engine.CogroupNode;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.engine.StateViewNode;
import dev.shaduf.engine.Step;
import dev.shaduf.engine.UnionNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.JavaSerializer;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Makes RDDs of Spark's of plan nodes. A shuffle is made once per scope, so that Spark finds what it has shuffled already; what
 * is persisted is made once.
 */
final class Plans {
    private final SparkContext spark;
    private final SparkStates states;
    private final Map<Long, Map<PlanNode, RDD<?>>> shuffles = new ConcurrentHashMap<>();
    /** Guarded by itself, also while an RDD is made, in which those are made that it is made of. */
    private final Map<Long, PlanRdd<Kept>> persisted = new HashMap<>();

    Plans(SparkContext spark, SparkStates states) {
        this.spark = spark;
        this.states = states;
    }

    /** Makes the RDD of a node. */
    <T> PlanRdd<T> rdd(JobScope scope, PlanNode node, Work<T> work) {
        Reader reader = new Reader(scope);
        Part part = reader.part(node);
        return PlanRdd.of(spark, scope, part, node.partitions(), reader.read, work);
    }

    /** Makes the RDD of an update. */
    PlanRdd<Updated> update(JobScope scope, StateUpdateNode node, Ledger ledger) {
        Reader reader = new Reader(scope);
        Part input = reader.part(node.input());
        PlanNode first = node.initial();
        Part initial = first == null || !ledger.isNew() ? null : reader.part(first);
        List<Part> both = initial == null ? List.of(input) : List.of(input, initial);
        WantedVersion before = ledger.before(node.time());
        UpdateWork work = new UpdateWork(before, node.time(), node.update(), input, initial, node.origin());
        return PlanRdd.of(spark, scope, new Part.Grouped(both, node.origin()), node.partitions(), reader.read, work)
                .at(ledger::places);
    }

    boolean isPersisted(CachedNode node) {
        synchronized (persisted) {
            return persisted.containsKey(node.id());
        }
    }

    void forget(long cachedId) {
        PlanRdd<Kept> rdd;
        synchronized (persisted) {
            rdd = persisted.remove(cachedId);
        }
        if (rdd != null) {
            rdd.letGo();
        }
    }

    void end(JobScope scope) {
        shuffles.remove(scope.id());
    }

    void clear() {
        shuffles.clear();
        List<Long> all;
        synchronized (persisted) {
            all = List.copyOf(persisted.keySet());
        }
        all.forEach(this::forget);
    }

    private RDD<?> shuffled(JobScope scope, ShuffleNode node) {
        Map<PlanNode, RDD<?>> ofScope =
                shuffles.computeIfAbsent(scope.id(), id -> Collections.synchronizedMap(new IdentityHashMap<>()));
        RDD<?> known = ofScope.get(node);
        if (known != null) {
            return known;
        }
        RDD<?> made = shuffle(scope, node);
        RDD<?> before = ofScope.putIfAbsent(node, made);
        return before == null ? made : before;
    }

    private RDD<?> shuffle(JobScope scope, ShuffleNode node) {
        PlanRdd<scala.Tuple2<Integer, Block>> map =
                rdd(scope, node.parent(), new MapSide(node.target(), node.combine(), node.origin()));
        ClassTag<Integer> number = ClassTag$.MODULE$.apply(Integer.class);
        ClassTag<Block> block = ClassTag$.MODULE$.apply(Block.class);
        return new ShuffledRDD<Integer, Block, Block>(map, new ByNumber(node.partitions()), number, block, block)
                .setSerializer(new JavaSerializer(spark.getConf()));
    }

    private RDD<Kept> kept(JobScope scope, CachedNode node) {
        synchronized (persisted) {
            PlanRdd<Kept> known = persisted.get(node.id());
            if (known != null) {
                return known;
            }
            PlanRdd<Kept> made = rdd(scope, node.parent(), new Keeping());
            made.persist(SparkLevels.of(node.level()));
            persisted.put(node.id(), made);
            return made;
        }
    }

    /** Reads a plan down to where other RDDs begin, and collects those. */
    private final class Reader {
        private final JobScope scope;
        private final List<RDD<?>> read = new ArrayList<>();
        private final Map<RDD<?>, Integer> places = new HashMap<>();

        Reader(JobScope scope) {
            this.scope = scope;
        }

        Part part(PlanNode node) {
            if (node instanceof NarrowNode) {
                return chain(node);
            }
            if (node instanceof SourceNode source) {
                return source.reader().isAtHome()
                        ? parent(new HomeRdd(spark, scope, source), new ContentOfParcel())
                        : new Part.Source(source.reader());
            }
            if (node instanceof ShuffleNode shuffle) {
                return parent(
                        shuffled(scope, shuffle), new Reduce(shuffle.combine(), shuffle.ordering(), shuffle.origin()));
            }
            if (node instanceof CachedNode cached) {
                return cached.level().keeps()
                        ? parent(kept(scope, cached), new RecordsOfKept())
                        : part(cached.parent());
            }
            if (node instanceof UnionNode union) {
                return new Part.Union(parts(union.parents()), union.groups());
            }
            if (node instanceof CogroupNode cogroup) {
                return new Part.Grouped(parts(cogroup.parents()), cogroup.origin());
            }
            if (node instanceof StateUpdateNode update) {
                return parent(states.emitted(scope, update), new EmittedOf());
            }
            return new Part.View(states.view(scope, ((StateViewNode) node).update()));
        }

        private Part chain(PlanNode node) {
            PlanNode head = node;
            List<Step> steps = new ArrayList<>();
            while (head instanceof NarrowNode narrow) {
                steps.add(narrow.step());
                head = narrow.parent();
            }
            Collections.reverse(steps);
            return new Part.Chain(part(head), steps);
        }

        private List<Part> parts(List<PlanNode> nodes) {
            List<Part> parts = new ArrayList<>(nodes.size());
            nodes.forEach(node -> parts.add(part(node)));
            return parts;
        }

        private Part parent(RDD<?> rdd, Elements elements) {
            Integer place = places.get(rdd);
            if (place == null) {
                place = read.size();
                places.put(rdd, place);
                read.add(rdd);
            }
            return new Part.Parent(place, elements);
        }
    }

    /** Has the number that a block goes with decide on its partition. */
    static final class ByNumber extends Partitioner {
        private final int partitions;

        ByNumber(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(@Nullable Object key) {
            return key instanceof Integer number ? number : 0;
        }
    }
}
