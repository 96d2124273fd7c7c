// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The inputs of skipped batches that batches are given besides their own. */
final class SkippedInputs {
    private final Map<Time, List<SkippedInput>> given = new ConcurrentHashMap<>();

    /** The one that is being read; guarded by the lock of the graph. */
    private @Nullable SkippedInput running;

    void give(Time time, List<SkippedInput> inputs) {
        if (!inputs.isEmpty()) {
            given.put(time, inputs);
        }
    }

    void forget(Time time) {
        given.remove(time);
    }

    /** Lists what an output is given in a batch. */
    List<SkippedInput> of(Time time, String output) {
        List<SkippedInput> wanted = new ArrayList<>();
        for (SkippedInput input : given.getOrDefault(time, List.of())) {
            if (input.outputs().contains(output)) {
                wanted.add(input);
            }
        }
        return wanted;
    }

    /** Returns the inputs that operators are to read in place of those of a batch; under the lock of the graph. */
    @Nullable
    SkippedInput running() {
        return running;
    }

    /** Makes the RDD that a stream would have made of a skipped batch, remembering nothing; under the lock of the graph. */
    <R extends RDD<?>> Optional<R> read(StreamNode<R> node, SkippedInput input) throws Exception {
        running = input;
        try {
            return node.rdd(input.time());
        } finally {
            running = null;
        }
    }
}
