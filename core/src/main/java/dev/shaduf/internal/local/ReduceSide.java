// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shuffle gathered, by reduce partition. The first reader of a partition makes its result, which later readers
 * share; what it was made of is let go.
 *
 * @param <P> what a map task gathered for a reduce partition
 */
abstract class ReduceSide<P> {
    private final List<Once<Result>> results;
    private final List<@Nullable List<P>> gathered;

    /** The records of a reduce partition, to be read any number of times. */
    interface Result {
        /** Reads the records. */
        Input read() throws Exception;
    }

    ReduceSide(int partitions, List<@Nullable P[]> mapOutputs) {
        this.results = new ArrayList<>(partitions);
        this.gathered = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            results.add(new Once<>());
            gathered.add(of(partition, mapOutputs));
        }
    }

    final Input read(int partition) throws Exception {
        return results.get(partition).get(() -> make(partition)).read();
    }

    private Result make(int partition) throws Exception {
        List<P> parts = gathered.get(partition);
        if (parts == null) {
            throw new SpoiltShuffle();
        }
        gathered.set(partition, null);
        return result(partition, parts);
    }

    /** Makes the result of a partition of what the map tasks gathered for it, in their order. May change that. */
    abstract Result result(int partition, List<P> parts) throws Exception;

    private static <P> List<P> of(int partition, List<@Nullable P[]> mapOutputs) {
        List<P> parts = new ArrayList<>(mapOutputs.size());
        for (@Nullable P[] output : mapOutputs) {
            if (output[partition] != null) {
                parts.add(output[partition]);
            }
        }
        return parts;
    }

    /** Says that an earlier reader failed half-way, so that the shuffle has to be computed again. */
    static final class SpoiltShuffle extends Exception {
        private static final long serialVersionUID = 1L;

        SpoiltShuffle() {
            super("an earlier reader failed while it combined this shuffle");
        }
    }
}
