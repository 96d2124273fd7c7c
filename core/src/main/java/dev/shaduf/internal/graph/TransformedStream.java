// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the RDD of each batch with a function of the program, which runs on the driver. */
final class TransformedStream<R extends RDD<?>> extends StreamNode<R> {
    private final Body<R> body;

    /** The function, over the RDDs of all parents. */
    @FunctionalInterface
    interface Body<R> {
        /** Calls it. */
        @Nullable
        R call(List<RDD<?>> rdds, Time time) throws Exception;
    }

    TransformedStream(Operation operation, List<? extends StreamNode<?>> parents, Body<R> body) {
        super(operation, parents);
        this.body = body;
    }

    @Override
    Optional<R> compute(Time time) throws Exception {
        List<RDD<?>> rdds = new ArrayList<>();
        for (StreamNode<?> parent : parents()) {
            Optional<? extends RDD<?>> rdd = parent.rdd(time);
            if (rdd.isEmpty()) {
                return Optional.empty();
            }
            rdds.add(rdd.get());
        }
        return Optional.of(call(rdds, time));
    }

    /** Not within the origin of this operator: what the function does with RDDs has places of its own in the program. */
    private R call(List<RDD<?>> rdds, Time time) throws Exception {
        R result;
        try {
            result = body.call(rdds, time);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OperatorException.of(operation().origin(), e);
        }
        if (result == null) {
            throw new OperatorException(
                    operation().origin(),
                    new NullPointerException("the function of " + operation()
                            + " returned null for the batch at " + time + "; return an RDD, for nothing an empty one:"
                            + " rdd.context().emptyRDD()"));
        }
        return result;
    }
}
