// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.state.StatePartition;
import dev.shaduf.engine.state.StateTables;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import dev.shaduf.time.Time;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** Distributes a table anew, on the driver: once, when a program comes with another layout. */
final class Relayout {
    private final SparkContext spark;
    private final StateSpace states;
    private final Ledger present;

    Relayout(SparkContext spark, StateSpace states, Ledger present) {
        this.spark = spark;
        this.states = states;
        this.present = present;
    }

    /** Returns the ledger in the layout of a partitioner: the present one if that fits. */
    Ledger to(Partitioner target) throws Exception {
        String uid = present.id().uid();
        StateTables tables = new StateTables(states.options());
        Optional<Time> newest = present.newest();
        if (newest.isEmpty()) {
            return states.add(uid, target.numPartitions(), target instanceof HashPartitioner, Base.EMPTY)
                    .known();
        }
        try (StateLoading loading =
                tables.load(newest.get(), Runtime.getRuntime().availableProcessors())) {
            present.write(loading);
            loading.finish();
        }
        int before = present.partitions();
        StatePartition first = tables.partition(uid, 0, before);
        tables.layOut(uid, target);
        boolean fits = target.numPartitions() == before && tables.partition(uid, 0, before) == first;
        return fits
                ? present.known()
                : new Written(spark, states, tables, tables.infos().get(0))
                        .add()
                        .known()
                        .relaid();
    }
}
