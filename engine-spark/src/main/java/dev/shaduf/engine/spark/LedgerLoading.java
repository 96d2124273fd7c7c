// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.StateInfo;
import dev.shaduf.engine.StateLoading;
import dev.shaduf.engine.StateSegment;
import dev.shaduf.engine.state.StateTables;
import java.nio.ByteBuffer;
import org.apache.spark.SparkContext;

/** Loads states on the driver, and has ledgers of them made for the executors. */
final class LedgerLoading implements StateLoading {
    private final SparkContext spark;
    private final StateSpace states;
    private final StateTables tables;
    private final StateLoading loading;

    LedgerLoading(SparkContext spark, StateSpace states, StateTables tables, StateLoading loading) {
        this.spark = spark;
        this.states = states;
        this.tables = tables;
        this.loading = loading;
    }

    @Override
    public void snapshot(StateSegment segment) throws Exception {
        loading.snapshot(segment);
    }

    @Override
    public void changes(ByteBuffer chunk) throws Exception {
        loading.changes(chunk);
    }

    @Override
    public void finish() throws Exception {
        loading.finish();
        for (StateInfo info : tables.infos()) {
            new Written(spark, states, tables, info).add();
        }
        tables.drop();
    }

    @Override
    public void close() {
        loading.close();
    }
}
