// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.function.VoidFunction2;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Time;

/** Runs a function of the program on the driver for each batch. */
final class ForeachOutput<R extends RDD<?>> extends OutputNode<R> {
    private final VoidFunction2<R, Time> f;

    ForeachOutput(Operation operation, StreamNode<R> stream, VoidFunction2<R, Time> f) {
        super(operation, stream);
        this.f = f;
    }

    @Override
    void run(R rdd, Time time, JobScope scope) throws Exception {
        f.call(rdd, time);
    }

    @Override
    Guarantee reaches() {
        return Guarantee.AT_LEAST_ONCE;
    }
}
