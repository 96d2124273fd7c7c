// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.spi.SourceRange;
import java.io.Serializable;
import java.util.List;

/** What one input contributes to a batch: enough to read the same records into the same partitions again. */
public sealed interface InputPlan extends Serializable {
    /** Describes it for people. */
    String describe();

    /** Returns the number of records; -1 where only reading would tell. */
    long records();

    /**
     * Blocks of a receiver, a partition each.
     *
     * @param blocks the blocks, oldest first
     */
    record Blocks(List<BlockInfo> blocks) implements InputPlan {
        @Override
        public String describe() {
            return blocks.isEmpty()
                    ? "no blocks"
                    : blocks.size() + " blocks from " + blocks.get(0).id();
        }

        @Override
        public long records() {
            long sum = 0;
            for (BlockInfo block : blocks) {
                if (block.records() < 0) {
                    return -1;
                }
                sum += block.records();
            }
            return sum;
        }
    }

    /**
     * A range of a source.
     *
     * @param range the range
     * @param splits the number of splits
     */
    record Range(SourceRange range, int splits) implements InputPlan {
        @Override
        public String describe() {
            return range.describe();
        }

        @Override
        public long records() {
            return range.records();
        }
    }

    /**
     * RDDs taken from a queue.
     *
     * @param first the place of the first one in the queue's order
     * @param count how many
     */
    record Queued(long first, int count) implements InputPlan {
        @Override
        public String describe() {
            return count + " RDDs of the queue from number " + first;
        }

        @Override
        public long records() {
            return -1;
        }
    }

    /** Nothing. */
    record Nothing() implements InputPlan {
        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public long records() {
            return 0;
        }
    }
}
