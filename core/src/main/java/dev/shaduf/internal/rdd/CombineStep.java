// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Combine;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.LinkedHashMap;
import java.util.Map;

/** Combines the values of each key within a partition that has all records of its keys already. */
record CombineStep(Combine combine, Origin origin) implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(combine, origin, next);
    }

    /** Lets a combination be replaced without looking its key up again. */
    private static final class Holder {
        private Object combined;

        Holder(Object combined) {
            this.combined = combined;
        }
    }

    private static final class Running extends ChainedStage {
        private final Combine combine;
        private final Origin origin;
        private final Map<Object, Holder> combined = new LinkedHashMap<>();

        Running(Combine combine, Origin origin, Stage next) {
            super(next);
            this.combine = combine;
            this.origin = origin;
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            try {
                Holder holder = combined.get(pair._1());
                if (holder == null) {
                    combined.put(pair._1(), new Holder(combine.create().call(pair._2())));
                } else {
                    holder.combined = combine.mergeValue().call(holder.combined, pair._2());
                }
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public void finish() throws Exception {
            for (Map.Entry<Object, Holder> entry : combined.entrySet()) {
                if (next.satisfied()) {
                    break;
                }
                next.push(new Tuple2<>(entry.getKey(), entry.getValue().combined));
            }
            next.finish();
        }
    }
}
