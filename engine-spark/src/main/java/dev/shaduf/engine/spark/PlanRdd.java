// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.JobScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * A part of a plan as an RDD of Spark's.
 *
 * @param <T> what its work makes
 */
final class PlanRdd<T> extends RDD<T> {
    private final Part part;
    private final Work<T> work;
    private final JobScope scope;
    private final RDD<?>[] read;
    private final transient List<PlanPartition> planned;
    private transient Places places = Places.ANY;

    /** Where partitions had better be computed; asked by the driver alone. */
    @FunctionalInterface
    interface Places {
        Places ANY = partition -> List.of();

        /** Lists places as Spark names them. */
        List<String> of(int partition);
    }

    private PlanRdd(
            SparkContext spark,
            JobScope scope,
            Part part,
            List<RDD<?>> read,
            List<PlanPartition> planned,
            Seq<Dependency<?>> dependencies,
            Work<T> work) {
        super(spark, dependencies, ClassTag$.MODULE$.apply(Object.class));
        this.part = part;
        this.work = work;
        this.scope = scope;
        this.read = read.toArray(RDD<?>[]::new);
        this.planned = planned;
    }

    /** Makes an RDD of a part that reads others. */
    static <T> PlanRdd<T> of(
            SparkContext spark, JobScope scope, Part part, int partitions, List<RDD<?>> read, Work<T> work) {
        List<PlanPartition> planned = new ArrayList<>(partitions);
        List<List<List<Object>>> reads = new ArrayList<>();
        read.forEach(rdd -> reads.add(new ArrayList<>()));
        for (int i = 0; i < partitions; i++) {
            Set<Piece> pieces = new LinkedHashSet<>();
            part.pieces(i, pieces);
            Map<Piece, Partition> of = new HashMap<>();
            reads.forEach(partitionsOfParent -> partitionsOfParent.add(new ArrayList<>(1)));
            for (Piece piece : pieces) {
                of.put(piece, read.get(piece.parent()).partitions()[piece.partition()]);
                reads.get(piece.parent()).get(i).add(piece.partition());
            }
            planned.add(new PlanPartition(i, of));
        }
        List<Dependency<?>> dependencies = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            dependencies.add(new PieceDependency(read.get(i), reads.get(i)));
        }
        return new PlanRdd<>(
                spark,
                scope,
                part,
                read,
                planned,
                CollectionConverters.asScala(dependencies).toSeq(),
                work);
    }

    Work<T> work() {
        return work;
    }

    /** Says what of this RDD, or of those that it reads, cannot go to executors. */
    Optional<String> fault() {
        return fault(Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Optional<String> fault(Set<RDD<?>> seen) {
        if (!seen.add(this)) {
            return Optional.empty();
        }
        Optional<String> fault = new Travelling(part).fault().or(() -> new Travelling(work).fault());
        for (RDD<?> parent : read) {
            if (fault.isEmpty()) {
                fault = parent instanceof PlanRdd<?> plan ? plan.fault(seen) : fault(parent.dependencies(), seen);
            }
        }
        return fault;
    }

    private static Optional<String> fault(Seq<Dependency<?>> dependencies, Set<RDD<?>> seen) {
        for (Dependency<?> dependency : CollectionConverters.asJava(dependencies)) {
            if (dependency.rdd() instanceof PlanRdd<?> plan) {
                return plan.fault(seen);
            }
        }
        return Optional.empty();
    }

    /** Has Spark forget what it keeps; if the application has stopped, it has. */
    void letGo() {
        if (!sparkContext().isStopped()) {
            unpersist(false);
        }
    }

    PlanRdd<T> at(Places preferred) {
        places = preferred;
        return this;
    }

    @Override
    public Iterator<T> compute(Partition split, TaskContext context) {
        PlanPartition partition = (PlanPartition) split;
        return CollectionConverters.asScala(TaskRun.run(
                scope,
                partition.index(),
                context,
                task -> work.run(new Reading(part, piece -> read(partition, piece, context), task))));
    }

    private java.util.Iterator<?> read(PlanPartition partition, Piece piece, TaskContext context) {
        return CollectionConverters.asJava(
                read[piece.parent()].iterator(partition.pieces().get(piece), context));
    }

    @Override
    public Partition[] getPartitions() {
        return planned.toArray(Partition[]::new);
    }

    @Override
    public Seq<String> getPreferredLocations(Partition split) {
        return CollectionConverters.asScala(places.of(split.index())).toSeq();
    }
}
