// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.function.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * The end of a map task of a shuffle: distributes pairs over the reduce partitions. What the user's functions throw here
 * (partitioner, {@code hashCode}, {@code equals}, combination) is a failure of the shuffle's operator.
 *
 * @param <P> what is gathered for a reduce partition
 */
abstract class MapSide<P> extends Collector<@Nullable P[]> {
    private final Origin origin;

    MapSide(Origin origin) {
        this.origin = origin;
    }

    @Override
    public final void push(Object record) throws Exception {
        try {
            add((Tuple2<?, ?>) record);
            // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
        } catch (Throwable thrown) {
            throw OperatorException.by(origin, thrown);
        }
    }

    abstract void add(Tuple2<?, ?> pair) throws Exception;
}
