// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockStore;
import java.util.List;

/** Reads the blocks of a receiver, a partition each, in the JVM where the receiver runs. */
record BlockReader(BlockStore store, List<BlockId> ids) implements PartitionReader {
    @Override
    public Input open(TaskContext task) throws Exception {
        return store.open(ids.get(task.partition()));
    }

    @Override
    public boolean isAtHome() {
        return true;
    }
}
