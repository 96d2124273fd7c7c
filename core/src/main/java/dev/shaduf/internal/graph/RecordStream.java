// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.internal.rdd.SetAside;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;

/** An operator whose function is called for one record at a time, so that a record it throws for can be set aside. */
abstract class RecordStream<P extends RDD<?>, R extends RDD<?>> extends UnaryStream<P, R> {
    RecordStream(Operation operation, StreamNode<? extends P> parent) {
        super(operation, parent);
    }

    abstract R apply(P rdd);

    @Override
    final R apply(P rdd, Time time) {
        R made = apply(rdd);
        SetAside target = setAside(time).orElse(null);
        return target == null ? made : graph().factory().like(made, target::around);
    }

    @Override
    final boolean handlesRecordsOneByOne() {
        return true;
    }
}
