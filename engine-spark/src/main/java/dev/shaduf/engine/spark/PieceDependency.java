// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.util.List;
import org.apache.spark.NarrowDependency;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Which partitions of an RDD those of another one read. */
final class PieceDependency extends NarrowDependency<Object> {
    private final List<List<Object>> partitions;

    @SuppressWarnings("unchecked") // What the elements are, only their reader knows.
    PieceDependency(RDD<?> read, List<List<Object>> partitions) {
        super((RDD<Object>) read);
        this.partitions = partitions;
    }

    @Override
    public Seq<Object> getParents(int partition) {
        return CollectionConverters.asScala(partitions.get(partition)).toSeq();
    }
}
