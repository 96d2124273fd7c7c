// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.shuffle.CombineTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the tables of the map tasks. The biggest takes in the others, those of earlier map tasks at its front and those of
 * later ones at its back, so that values are combined in the order of the records.
 */
final class CombinedReduce extends ReduceSide<CombineTable> {
    private final ShuffleNode node;

    CombinedReduce(ShuffleNode node, List<@Nullable CombineTable[]> mapOutputs) {
        super(node.partitions(), mapOutputs);
        this.node = node;
    }

    @Override
    Result result(int partition, List<CombineTable> parts) {
        if (parts.isEmpty()) {
            return Sorting.NOTHING;
        }
        try {
            return Sorting.result(merge(parts), node);
            // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
        } catch (Throwable thrown) {
            throw OperatorException.by(node.origin(), thrown);
        }
    }

    private static CombineTable merge(List<CombineTable> parts) throws Exception {
        int biggest = 0;
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).size() > parts.get(biggest).size()) {
                biggest = i;
            }
        }
        CombineTable table = parts.get(biggest);
        for (int i = biggest - 1; i >= 0; i--) {
            table.prepend(parts.get(i));
        }
        for (int i = biggest + 1; i < parts.size(); i++) {
            table.append(parts.get(i));
        }
        return table;
    }
}
