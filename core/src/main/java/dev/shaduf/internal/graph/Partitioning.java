// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import org.jspecify.annotations.Nullable;

/** How one operation partitions by key: as the program says for a new batch, as the layout says for a batch that is run again. */
final class Partitioning {
    private final Operation operation;
    private final Partitioner given;

    private Partitioning(Operation operation, Partitioner given) {
        this.operation = operation;
        this.given = given;
    }

    /** Checks what the program gave, and has its count in the layout. */
    static Partitioning of(Operation operation, @Nullable Partitioner given) {
        Partitioner checked = operation.carried(given, "partitioner");
        operation.atLeastOne(checked.numPartitions(), "the number of partitions");
        operation.partitionedBy(checked);
        return new Partitioning(operation, checked);
    }

    /** Brings everything into one partition, whatever the layout. */
    static Partitioning single(Operation operation) {
        return new Partitioning(operation, new HashPartitioner(1));
    }

    /** Returns the partitioner for a batch. */
    Partitioner at(Time time) {
        int count = operation.graph().partitions(operation, time, given.numPartitions());
        if (given instanceof HashPartitioner || given instanceof DefaultPartitioner) {
            return new HashPartitioner(count);
        }
        if (count != given.numPartitions()) {
            throw new IllegalStateException(operation + ": the batch at " + time + " was planned with " + count
                    + " partitions, but the partitioner that the program gives now, " + given + ", makes "
                    + given.numPartitions() + "; run the batch with a partitioner that makes " + count);
        }
        return given;
    }
}
