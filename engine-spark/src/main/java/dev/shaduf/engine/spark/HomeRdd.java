// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.engine.TaskContext;
import java.util.Arrays;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Records that are in the memory of the driver: each task gets those of its partition along. */
final class HomeRdd extends RDD<Object> {
    private final transient JobScope scope;
    private final transient SourceNode source;

    /** Records, encoded. */
    private record Sent(int index, int count, byte[] bytes) implements Partition {}

    @SuppressWarnings("unchecked") // Nil is a list of anything.
    HomeRdd(SparkContext spark, JobScope scope, SourceNode source) {
        super(
                spark,
                (scala.collection.immutable.Seq<org.apache.spark.Dependency<?>>) (Object) Nil$.MODULE$,
                ClassTag$.MODULE$.apply(Object.class));
        this.scope = scope;
        this.source = source;
    }

    @Override
    public Iterator<Object> compute(Partition split, org.apache.spark.TaskContext context) {
        Sent sent = (Sent) split;
        try {
            return CollectionConverters.asScala(
                    Arrays.asList(Wire.read(sent.bytes(), sent.count())).iterator());
        } catch (Exception e) {
            throw Crossing.leave(e, sent.index());
        }
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[source.partitions()];
        for (int i = 0; i < partitions.length; i++) {
            try {
                partitions[i] = read(i);
            } catch (Exception e) {
                throw Crossing.leave(e, i);
            }
        }
        return partitions;
    }

    private Sent read(int partition) throws Exception {
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
        return new Sent(partition, all.length, Wire.write(all, 0, all.length));
    }
}
