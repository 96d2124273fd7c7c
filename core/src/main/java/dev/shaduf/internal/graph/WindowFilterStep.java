// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import java.util.Objects;

/**
 * Makes the pairs of a filtered window out of its table.
 *
 * @param filter the pairs to keep
 * @param origin what made this step
 */
record WindowFilterStep<K, V>(Function<Tuple2<K, V>, Boolean> filter, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new ChainedStage(next) {
            @Override
            @SuppressWarnings("unchecked")
            public void push(Object record) throws Exception {
                Tuple2<K, WindowValue> entry = (Tuple2<K, WindowValue>) record;
                Tuple2<K, V> pair = new Tuple2<>(entry._1(), (V) entry._2().value());
                if (isKept(pair)) {
                    next.push(pair);
                }
            }
        };
    }

    private boolean isKept(Tuple2<K, V> pair) {
        try {
            return Objects.requireNonNull(filter.call(pair), "the filter of the window returned null");
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }
}
