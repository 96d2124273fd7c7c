// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.ChainedStage;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges groups of one key that come from several batches: one pair of key and list per key. */
record MergeGroupsStep() implements PushStep {
    @Override
    public Stage bind(TaskContext task, Stage next) {
        return new Merging(next);
    }

    private static final class Merging extends ChainedStage {
        private final Map<Object, List<Object>> groups = new LinkedHashMap<>();

        Merging(Stage next) {
            super(next);
        }

        @Override
        public void push(Object record) {
            Tuple2<?, ?> group = (Tuple2<?, ?>) record;
            List<Object> values = groups.computeIfAbsent(group._1(), key -> new ArrayList<>());
            ((Iterable<?>) group._2()).forEach(values::add);
        }

        @Override
        public void finish() throws Exception {
            for (Map.Entry<Object, List<Object>> group : groups.entrySet()) {
                if (next.satisfied()) {
                    break;
                }
                next.push(new Tuple2<>(group.getKey(), group.getValue()));
            }
            next.finish();
        }
    }
}
