// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Parcel;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.TaskContext;
import java.util.List;
import java.util.Optional;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Records that are in the memory of the driver: each task gets its partition along, and opens it there. What is kept as bytes goes as it
 * is. The partitions live as long as this RDD, and so may be read again when nothing else has them any more.
 */
final class HomeRdd extends RDD<Parcel> {
    private final transient JobScope scope;
    private final transient SourceNode source;

    /** A partition and what is in it. */
    private record Sent(int index, Parcel parcel) implements Partition {}

    @SuppressWarnings("unchecked") // Nil is a list of anything.
    HomeRdd(SparkContext spark, JobScope scope, SourceNode source) {
        super(
                spark,
                (scala.collection.immutable.Seq<org.apache.spark.Dependency<?>>) (Object) Nil$.MODULE$,
                ClassTag$.MODULE$.apply(Parcel.class));
        this.scope = scope;
        this.source = source;
    }

    @Override
    public Iterator<Parcel> compute(Partition split, org.apache.spark.TaskContext context) {
        return CollectionConverters.asScala(List.of(((Sent) split).parcel()).iterator());
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[source.partitions()];
        for (int i = 0; i < partitions.length; i++) {
            try {
                partitions[i] = new Sent(i, parcel(i));
            } catch (Exception e) {
                throw Crossing.leave(e, i);
            }
        }
        return partitions;
    }

    private Parcel parcel(int partition) throws Exception {
        Optional<Parcel> kept = source.reader().parcel(partition);
        return kept.isPresent() ? kept.get() : encoded(partition);
    }

    private Records encoded(int partition) throws Exception {
        TaskContext task = new TaskContext(scope, partition, 0);
        RecordBuffer records = new RecordBuffer();
        try (Input input = source.reader().open(task)) {
            boolean more = true;
            while (more) {
                more = input.advance(records, Input.BLOCK);
            }
        } finally {
            task.end();
        }
        Object[] all = records.toArray();
        return new Records(all.length, Wire.write(all, 0, all.length));
    }
}
