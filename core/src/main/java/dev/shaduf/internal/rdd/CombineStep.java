// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.Pipeline;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;

/** Combines the values of each key within a partition that has all records of its keys already. */
record CombineStep(Combine combine, Origin origin) implements PushStep {
    /** Pairs handed on before it is asked whether more are wanted. */
    private static final int AT_A_TIME = 64;

    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Running(combine, origin, next);
    }

    private static final class Running extends ChainedStage {
        private final Origin origin;
        private final CombineTable combined;

        Running(Combine combine, Origin origin, Stage next) {
            super(next);
            this.origin = origin;
            this.combined = new CombineTable(combine);
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            try {
                combined.add(PortableHash.of(pair._1()), pair._1(), pair._2());
            } catch (Throwable e) {
                throw OperatorException.of(origin, e);
            }
        }

        @Override
        public void finish() throws Exception {
            boolean more = true;
            try (Input pairs = combined.read()) {
                while (more && !next.satisfied()) {
                    Pipeline.heedInterrupt();
                    more = pairs.advance(next, AT_A_TIME);
                }
            }
            next.finish();
        }
    }
}
